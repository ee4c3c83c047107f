/** Searches that are kept: remembers those that stood for a while, and opens kept ones again. */

import { effect, type ReadonlySignal } from '@preact/signals';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Asked } from '#core/searches';
import type { LibraryWorker, SearchChange } from '#workers/library/contract';
import { type Answer, isAsking, type Query } from '../finding/contract';
import type { Attempt } from '../shell/notices';
import type { Glance, KeptSearches } from './contract';

/** A search is worth remembering when its answer has been looked at for this long, in milliseconds. */
const LOOKED_AT = 3000;
/** What is asked within this time is the same search, further on. In milliseconds. */
const SAME_SEARCH = 60_000;

interface SearchParts {
  library: Pick<LibraryWorker, 'changeSearches'>;
  query: ReadonlySignal<Query>;
  answer: ReadonlySignal<Pick<Answer, 'state'>>;
  cards: ReadonlySignal<ReadonlyMap<PhotoNo, PhotoCard>>;
  ask: (query: Query) => void;
  glance: (query: Query) => Promise<Glance>;
  attempt: Attempt;
}

type SearchVerbs = Omit<KeptSearches, 'kept' | 'suggest'>;

export function searchVerbs({
  library,
  query,
  answer,
  cards,
  ask,
  glance,
  attempt,
}: SearchParts): SearchVerbs {
  const change = (what: SearchChange) => attempt(() => library.changeSearches(what));
  const queryOf = ({ text, filter, photo }: Asked): Query => {
    const card = photo === null ? undefined : cards.peek().get(photo);
    return { text, filter, photo: card ? { kind: 'library', card } : null };
  };
  rememberWhatStands(query, answer, (search, instead) => void change({ do: 'note', search, instead }));
  return {
    save: async (name) => {
      const search = askedOf(query.peek());
      if (search) await change({ do: 'save', search, name });
    },
    rename: (id, name) => void change({ do: 'rename', id, name }),
    forget: (id) => void change({ do: 'forget', id }),
    forgetRecent: () => void change({ do: 'forgetRecent' }),
    remember: (on) => void change({ do: 'remember', on }),
    open: (search) => ask(queryOf(search)),
    glance: (search) => glance(queryOf(search)).catch(() => null),
  };
}

/** Results come while one types, so a query counts as asked only when it has stood for a while. */
function rememberWhatStands(
  query: ReadonlySignal<Query>,
  answer: ReadonlySignal<Pick<Answer, 'state'>>,
  note: (asked: Asked, instead: Asked | null) => void,
): void {
  let last: { asked: Asked; at: number } | null = null;
  effect(() => {
    const standing = query.value;
    const asked = askedOf(standing);
    if (!asked) return undefined;
    const due = setTimeout(() => {
      const { state } = answer.peek();
      if (state !== 'found') return;
      const now = Date.now();
      const earlier = last && now - last.at < SAME_SEARCH && grewFrom(last.asked, asked) ? last.asked : null;
      last = { asked, at: now };
      note(asked, earlier);
    }, LOOKED_AT);
    return () => clearTimeout(due);
  });
}

/** Null if nothing is asked, or something that cannot be asked again. */
function askedOf(query: Query): Asked | null {
  const { text, filter, photo } = query;
  if (!isAsking(query) || photo?.kind === 'outside') return null;
  return { text: text.trim(), filter, photo: photo?.card.no ?? null };
}

/** "bea" while one was typing "beach". */
function grewFrom(earlier: Asked, later: Asked): boolean {
  return earlier.photo === later.photo && later.text.startsWith(earlier.text);
}
