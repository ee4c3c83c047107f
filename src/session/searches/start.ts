/** Creates `Session.searches`. */

import type { ReadonlySignal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { Language } from '#core/languages';
import type { LibraryWorker } from '#workers/library/contract';
import type { Finding } from '../finding/contract';
import type { Finder } from '../finding/finding';
import { later } from '../later';
import type { LibraryView } from '../library/library-view';
import type { Attempt } from '../shell/notices';
import type { KeptSearches } from './contract';

interface Parts {
  library: Remote<LibraryWorker>;
  view: Pick<LibraryView, 'cards' | 'searches'>;
  finder: Finder;
  facets: Finding['facets'];
  language: ReadonlySignal<Language>;
  attempt: Attempt;
}

export function startSearches({ library, view, finder, facets, language, attempt }: Parts): KeptSearches {
  const { cards, searches } = view;
  return later({
    here: { kept: searches },
    load: async () => {
      const [{ searchVerbs }, { suggesting }, { ownWordsOf }] = await Promise.all([
        import('./searches'),
        import('./suggesting'),
        import('#core/own-words'),
      ]);
      return {
        ...searchVerbs({
          library,
          cards,
          ownWords: () => ownWordsOf(searches.peek().saved),
          finder,
          attempt,
        }),
        suggest: suggesting({ facets, searches, language }),
      };
    },
    instead: { glance: null, photosOf: null, suggest: [] },
    attempt,
  });
}
