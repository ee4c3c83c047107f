import { expect, test } from 'vitest';
import { CLOSE, ProtocolError, WireClosed } from '#core/protocol/closing';
import type { PixelsFrame } from '#core/protocol/frames';
import { acquainted, type Bytes } from './line';

const ping = (n: number) => ({ kind: 'control', message: { type: 'ping', n } }) as const;
const broken = { name: 'ProtocolError', code: CLOSE.protocol };

test('frames arrive unchanged and in order, in both directions', async () => {
  const { page, box } = await acquainted();
  const agreed = { limits: { frame: 1 << 20, batch: 4, credits: 8 }, size: 2, dimension: 3 };
  box.agree(agreed);
  page.agree(agreed);
  const pixels: PixelsFrame = {
    kind: 'pixels',
    id: 7,
    count: 2,
    coding: 'plain',
    pixels: Uint8Array.from({ length: 24 }, (_, at) => at),
  };
  await Promise.all([page.send(ping(1)), page.send(pixels), page.send(ping(2))]);
  expect([await box.receive(), await box.receive(), await box.receive()]).toEqual([ping(1), pixels, ping(2)]);

  const vectors = {
    kind: 'vectors' as const,
    id: 7,
    count: 2,
    queue: 12,
    encoder: 8400,
    vectors: new Float32Array([1, 0, 0, 0, 0.6, 0.8]),
  };
  await box.send(vectors);
  expect(await page.receive()).toEqual(vectors);
});

test('a frame is encrypted, and never looks the same twice', async () => {
  const { line, page } = await acquainted();
  await page.send(ping(1));
  await page.send(ping(1));
  const [one, two] = line.sent.slice(-2).map(({ bytes }) => bytes) as [Bytes, Bytes];
  expect(one).not.toEqual(two);
  expect(new TextDecoder().decode(one)).not.toContain('ping');
});

test('a box may only send messages before the page knows its limits', async () => {
  const { page, box } = await acquainted();
  await box.send({ kind: 'vectors', id: 1, count: 1, queue: 0, encoder: 0, vectors: new Float32Array(3) });
  await expect(page.receive()).rejects.toMatchObject(broken);
});

test('a flipped bit anywhere in a frame ends the session', async () => {
  const { line, page } = await acquainted();
  await page.send(ping(1));
  const bits = (line.sent.at(-1)?.bytes.length ?? 0) * 8;
  for (let bit = 0; bit < bits; bit++) {
    const { line, page, box } = await acquainted();
    line.meddle = (bytes) => {
      const other = bytes.slice();
      other[bit >> 3] = (other[bit >> 3] as number) ^ (1 << (bit & 7));
      return [other];
    };
    await page.send(ping(1));
    await expect(box.receive(), `bit ${bit}`).rejects.toMatchObject(broken);
    expect(line.closed).toBe(CLOSE.protocol);
  }
});

test.each<[string, (frames: Bytes[]) => Bytes[], number]>([
  ['sent again', ([one, two, three]) => [one, one, two, three] as Bytes[], 1],
  ['swapped', ([one, two, three]) => [two, one, three] as Bytes[], 0],
  ['lost', ([one, , three]) => [one, three] as Bytes[], 1],
  ['cut short', ([one, two]) => [one, two?.slice(0, -1)] as Bytes[], 1],
  ['cut below its seal', ([one, two]) => [one, two?.slice(0, 15)] as Bytes[], 1],
  ['emptied', ([one]) => [one, new Uint8Array()] as Bytes[], 1],
  ['lengthened', ([one, two]) => [one, new Uint8Array([...(two ?? []), 0])] as Bytes[], 1],
])('a frame that is %s ends the session for good', async (_, fate, good) => {
  const { line, page, box } = await acquainted();
  const held: Bytes[] = [];
  line.meddle = (bytes) => {
    held.push(bytes);
    return held.length === 3 ? fate(held) : [];
  };
  for (const n of [1, 2, 3]) await page.send(ping(n));
  for (let n = 1; n <= good; n++) expect(await box.receive()).toEqual(ping(n));
  const thrown = await box.receive().catch((reason) => reason);
  expect(thrown).toMatchObject(broken);
  expect(line.closed).toBe(CLOSE.protocol);
  await expect(box.receive()).rejects.toBe(thrown);
  await expect(box.send({ kind: 'control', message: { type: 'pong', n: 1 } })).rejects.toBe(thrown);
});

test('a frame sent back to its sender does not open, because each direction has its own key', async () => {
  const { line, page } = await acquainted();
  const back = connectBack(line);
  await page.send(ping(1));
  back();
  await expect(page.receive()).rejects.toMatchObject(broken);
});

test('a frame of another session with the same key does not open', async () => {
  const first = await acquainted();
  await first.page.send(ping(1));
  const old = first.line.sent.at(-1)?.bytes as Bytes;
  const { line, page, box } = await acquainted();
  line.meddle = () => [old];
  await page.send(ping(1));
  await expect(box.receive()).rejects.toMatchObject(broken);
});

test('the other side receives the code of a close, after the frames before it', async () => {
  const { page, box } = await acquainted();
  await page.send(ping(1));
  page.close(CLOSE.done);
  expect(await box.receive()).toEqual(ping(1));
  await expect(box.receive()).rejects.toMatchObject({ name: 'WireClosed', code: CLOSE.done });
  await expect(page.send(ping(2))).rejects.toBeInstanceOf(WireClosed);
  await expect(page.receive()).rejects.not.toBeInstanceOf(ProtocolError);
});

/** Makes the line return to the page what the page sends. */
function connectBack(line: Awaited<ReturnType<typeof acquainted>>['line']): () => void {
  let mine: Bytes | undefined;
  line.meddle = (bytes, to) => {
    if (to === 'page') return [mine as Bytes];
    mine = bytes;
    return [];
  };
  return () => line.box.send(new Uint8Array());
}
