/** What was dropped: read as far as the page must, and never all at once. */

import { expect, test } from 'vitest';
import { readTransfer } from '#session/library/transfer';
import { Asked, madeFile, madeFolder } from './made-entries';

const MANY = 50_000;

/** The page reads these members of a drop alone. */
function drop(item: Partial<DataTransferItem>): DataTransfer {
  const whole = { kind: 'file', getAsFile: () => null, webkitGetAsEntry: () => null, ...item };
  return { items: [whole] } as unknown as DataTransfer;
}

test('a folder with a handle is left to the worker: the page does not look into it', async () => {
  const handle = new Proxy(
    { kind: 'directory', name: 'Holiday' },
    {
      get(target, name) {
        // Promises ask whatever they resolve with for this.
        if (name === 'then') return undefined;
        if (name in target) return Reflect.get(target, name);
        throw new Error(`The page asked for ${String(name)}.`);
      },
    },
  ) as unknown as FileSystemDirectoryHandle;
  const found = await readTransfer(drop({ getAsFileSystemHandle: async () => handle }));
  expect(found.folders[0]).toBe(handle);
  expect([found.files, found.folderFiles]).toEqual([[], []]);
});

test('of a folder without one 50,000 files are asked for one by one, each in a turn of the page’s thread', async () => {
  const asked = new Asked();
  const half = (from: number) =>
    Array.from({ length: MANY / 2 }, (_, i) => madeFile(`${from + i}.jpg`, false, asked));
  const folder = madeFolder('Holiday', [madeFolder('deep', half(0), asked), ...half(MANY / 2)], asked);
  const { folderFiles } = await readTransfer(drop({ webkitGetAsEntry: () => folder }));
  expect(folderFiles[0]?.files).toHaveLength(MANY);
  expect(asked.most).toBe(1);
}, 60_000);
