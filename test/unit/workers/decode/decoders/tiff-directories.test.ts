import { describe, expect, test } from 'vitest';
import { checkDirectories } from '#workers/decode/decoders/tiff-directories';
import { tiff } from '../../../../fixtures/tiff';

const page = { width: 40, height: 30, at: () => [1, 2, 3] };

/** Directory of the first page, and its entry of a tag. */
function entryOf(file: Buffer, tag: number): number {
  const start = file.readUInt32LE(4);
  const count = file.readUInt16LE(start);
  const entries = Array.from({ length: count }, (_, i) => start + 2 + 12 * i);
  return entries.find((at) => file.readUInt16LE(at) === tag) ?? Number.NaN;
}

describe('the directories of a TIFF', () => {
  test.each([false, true])('pass if they are sound (big-endian: %s)', (big) => {
    const file = tiff([page, { ...page, tile: 16, depth: 16 }], big);
    expect(() => checkDirectories(file)).not.toThrow();
  });

  test('are refused if a tag claims more values than the file has bytes', () => {
    const file = tiff([page]);
    file.writeUInt32LE(0xfffffff0, entryOf(file, 273) + 4);
    expect(() => checkDirectories(file)).toThrow('Tag 273');
  });

  test('are refused if the page claims more pixels than its bytes can hold', () => {
    const file = tiff([page]);
    file.writeUInt32LE(0x7fffffff, entryOf(file, 256) + 8);
    expect(() => checkDirectories(file)).toThrow('pixels');
  });

  test('are refused if the chain of pages bites its tail', () => {
    const file = tiff([page]);
    const start = file.readUInt32LE(4);
    file.writeUInt32LE(start, start + 2 + 12 * file.readUInt16LE(start));
    expect(() => checkDirectories(file)).toThrow('no end');
  });

  test('are refused if they lie outside of the file', () => {
    const file = tiff([page]);
    file.writeUInt32LE(file.length + 10, 4);
    expect(() => checkDirectories(file)).toThrow(RangeError);
  });
});
