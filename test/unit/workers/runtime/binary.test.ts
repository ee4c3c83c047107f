import { beforeEach, expect, test, vi } from 'vitest';
import { fetchRight } from '#net/verified-file';
import { RuntimeBinary } from '#workers/runtime/binary';

vi.mock('#net/verified-file', () => ({ fetchRight: vi.fn() }));
const FILE = { url: 'runtime.wasm', sha256: '00' };
const fetched = vi.mocked(fetchRight);

beforeEach(() => {
  fetched.mockReset();
  fetched.mockImplementation(async () => new ArrayBuffer(8));
});

test('the runtime gets the verified binary once, for everything that starts it at the same time', async () => {
  const flags: { wasmBinary?: ArrayBufferLike | Uint8Array } = {};
  const runtime = new RuntimeBinary(FILE);
  const sizes = await Promise.all(
    [1, 2].map(() => runtime.within(flags, async () => flags.wasmBinary?.byteLength)),
  );
  expect(sizes).toEqual([8, 8]);
  expect(fetched).toHaveBeenCalledOnce();
});

test('its memory is free afterwards, and it is not asked for again', async () => {
  const bytes = new ArrayBuffer(8);
  fetched.mockResolvedValue(bytes);
  const flags: { wasmBinary?: ArrayBufferLike | Uint8Array } = {};
  const runtime = new RuntimeBinary(FILE);
  await runtime.within(flags, async () => undefined);
  expect(bytes.byteLength).toBe(0);
  expect(await runtime.within(flags, async () => flags.wasmBinary)).toBeUndefined();
  expect(fetched).toHaveBeenCalledOnce();
});

test('a binary that is not right starts nothing, and the next call fetches it again', async () => {
  fetched.mockRejectedValueOnce(new Error('other bytes'));
  const start = vi.fn(async () => 'started');
  const runtime = new RuntimeBinary(FILE);
  await expect(runtime.within({}, start)).rejects.toThrow('other bytes');
  expect(start).not.toHaveBeenCalled();
  expect(await runtime.within({}, start)).toBe('started');
});
