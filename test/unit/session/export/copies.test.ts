/** Files in a ZIP and in a folder. */

import { expect, test } from 'vitest';
import { type Entry, writeInto, zipFile } from '#session/export/copies';

const entries = async function* (...files: File[]): AsyncGenerator<Entry> {
  for (const file of files) yield { path: file.name, file };
};

test.each([
  ['before 1980', Date.UTC(1965, 6, 1), 1980],
  ['before 1970', -1, 1980],
  ['after', Date.UTC(2004, 6, 1), 2004],
])('a ZIP has no date of the next century: %s', async (_, lastModified, year) => {
  const zip = await zipFile(entries(new File(['a'], 'a.jpg', { lastModified })));
  const view = new DataView(await zip.arrayBuffer());
  // APPNOTE.TXT 4.3.7: years since 1980, in the date of the first header.
  expect(1980 + (view.getUint16(12, true) >> 9)).toBe(year);
});

test('a file that could not be written is not left, those before it are', async () => {
  const there = new Map<string, 'open' | 'whole'>();
  const folder = {
    getFileHandle: async (name: string) => ({
      createWritable: async () => {
        there.set(name, 'open');
        return new WritableStream({
          async write() {
            if (name === 'b.jpg') throw new DOMException('Full.', 'QuotaExceededError');
          },
          close: () => void there.set(name, 'whole'),
        });
      },
    }),
    removeEntry: async (name: string) => void there.delete(name),
  } as unknown as FileSystemDirectoryHandle;
  const files = ['a.jpg', 'b.jpg', 'c.jpg'].map((name) => new File(['x'], name));
  const { signal } = new AbortController();
  await expect(writeInto(folder, entries(...files), signal)).rejects.toThrow('Full.');
  expect([...there]).toEqual([['a.jpg', 'whole']]);
});
