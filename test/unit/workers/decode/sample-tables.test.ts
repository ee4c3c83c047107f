import { expect, test } from 'vitest';
import { checkTables } from '#workers/decode/sample-tables';
import { box, full, u32 } from '../../../fixtures/boxes';

/** A movie of one track with a table. @param count that the table claims */
function movie(name: string, count: number, ...entries: number[]): Blob {
  const table = full(name, 0, u32(count, ...entries));
  const track = box('trak', box('mdia', box('mdhd', u32(0)), box('minf', box('stbl', table))));
  return new Blob([Uint8Array.from(Buffer.concat([box('ftyp', u32(0)), box('moov', track)]))]);
}

test.each([
  movie('stts', 1, 8, 100),
  movie('stsc', 2, 1, 4, 1, 2, 3, 1),
  movie('stco', 0),
  new Blob([Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, ...new Array(100).fill(0)])]),
  new Blob([]),
])('tables that hold what they claim pass, and files without any', async (file) => {
  await expect(checkTables(file)).resolves.toBeUndefined();
});

test.each([
  ['stts', movie('stts', 2, 8, 100)],
  ['stsc', movie('stsc', 9, 1, 4, 1)],
  ['stco', movie('stco', 0xffffffff, 40)],
])('a table %s that claims more than its box holds is refused', async (name, file) => {
  await expect(checkTables(file)).rejects.toThrow(name);
});

test('so is a chunk with more samples, or of a higher number, than the file has bytes', async () => {
  await expect(checkTables(movie('stsc', 1, 1, 0x08000001, 1))).rejects.toThrow('samples');
  await expect(checkTables(movie('stsc', 1, 0x08000001, 1, 1))).rejects.toThrow('samples');
});
