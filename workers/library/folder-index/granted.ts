/** Reads the index of a granted folder before a look walks through it, if it is newer than the one that was read last. */

import { changeFolderIndex, folderIndexes } from '#store/folder-indexes';
import { isAlike } from '../sources/comparing';
import type { IndexReader } from '../sources/look';
import type { News } from '../sources/news';
import { Inside } from './inside';
import { indexIn } from './place';
import { readIndex } from './reading';

interface Parts {
  /** Photos that have got a file, by the name of their folder. */
  came: Pick<News<{ name: string; photos: number }>, 'add'>;
  /** Shows how far it is; null if it is over. */
  progress(how: { done: number; total: number } | null): Promise<void>;
}

export function indexReader({ came, progress }: Parts): IndexReader {
  return async ({ id, name, handle }, isWanted) => {
    let isShown = false;
    const show = (done: number, total: number) => {
      isShown = true;
      void progress({ done, total });
    };
    try {
      const index = await indexIn(handle);
      if (!index) return;
      const facts = { bytes: index.size, modified: index.lastModified };
      const { known } = (await folderIndexes())[id] ?? {};
      if (known && isAlike(known, facts)) return;
      const inside = new Inside(handle);
      const folder = { source: id, isWanted, factsOf: (path: string) => inside.factsOf(path) };
      const photos = await readIndex(index, folder, show);
      await changeFolderIndex(id, (before) => ({ ...before, known: facts }));
      if (photos > 0) came.add([{ name, photos }]);
    } catch (error) {
      // The walk queues what did not come with it, and meets the same trouble if it concerns the library.
      console.warn(`The index of the folder "${name}" was not read to its end:`, error);
    } finally {
      if (isShown) await progress(null);
    }
  };
}
