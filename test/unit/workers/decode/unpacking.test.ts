import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { MOST_UNPACKED, unpacker } from '#workers/decode/unpacking';

const deflated = (bytes: Buffer) => new Uint8Array(deflateSync(bytes));
const TEXT = Buffer.from('A day at the sea, 海の日. '.repeat(5000));

test('deflated metadata may become as much as a sidecar has, and no more', async () => {
  expect(Buffer.from(await unpacker()(deflated(TEXT), 'deflate')).equals(TEXT)).toBe(true);
  const most = MOST_UNPACKED - 4096;
  expect((await unpacker()(deflated(Buffer.alloc(most)), 'deflate')).length).toBe(most);
  const tooMuch = [most + 1, 64 * most].map((size) => unpacker()(deflated(Buffer.alloc(size)), 'deflate'));
  expect(await statuses(tooMuch)).toEqual(['rejected', 'rejected']);
});

test('what is cut or damaged is left out, and what is behind it is unpacked', async () => {
  const unpack = unpacker();
  const damaged = [deflated(TEXT).slice(0, -9), deflated(TEXT).fill(0x55, 2, 40), new Uint8Array()];
  const all = [...damaged, deflated(TEXT)].map((bytes) => unpack(bytes, 'deflate'));
  expect(await statuses(all)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
});

test('the pieces of one file share what they may become', async () => {
  const unpack = unpacker();
  const half = deflated(Buffer.alloc(MOST_UNPACKED / 2));
  const all = [1, 2, 3, 4].map(() => unpack(half, 'deflate'));
  expect(await statuses(all)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
});

test('thousands of pieces that become nothing are too much too', async () => {
  const unpack = unpacker();
  const empty = deflated(Buffer.alloc(0));
  const all = await statuses(Array.from({ length: 5000 }, () => unpack(empty, 'deflate')));
  expect(all.indexOf('rejected')).toBe(1024);
  expect(all.lastIndexOf('fulfilled')).toBe(1023);
});

async function statuses(all: readonly Promise<unknown>[]): Promise<string[]> {
  return (await Promise.allSettled(all)).map(({ status }) => status);
}
