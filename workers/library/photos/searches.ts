/** Writes changes of the stored searches, and posts the result to every tab. */

import {
  allSearches,
  deleteSavedSearch,
  forgetRecent,
  noteSearch,
  putSavedSearch,
  remember,
  renameSavedSearch,
  teachSavedSearch,
} from '#store/searches';
import type { SearchChange } from '../contract';
import { tell } from '../events';

export async function changeSearches(change: SearchChange): Promise<void> {
  await write(change);
  tell({ type: 'searches', searches: await allSearches() });
}

function write(change: SearchChange): Promise<void> {
  switch (change.do) {
    case 'note':
      return noteSearch({ ...change.search, at: Date.now() }, change.instead);
    case 'save':
      return putSavedSearch({
        ...change.search,
        id: crypto.randomUUID(),
        name: change.name,
        added: Date.now(),
      });
    case 'rename':
      return renameSavedSearch(change.id, change.name);
    case 'teach':
      return teachSavedSearch(change.id, change.judgements);
    case 'forget':
      return deleteSavedSearch(change.id);
    case 'forgetRecent':
      return forgetRecent();
    case 'remember':
      return remember(change.on);
  }
}
