/** Verbs of saved and recent searches. A query is remembered once it has stayed unchanged for a while. */

import { effect, type ReadonlySignal } from '@preact/signals';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { StoredQuery } from '#core/searches';
import type { LibraryWorker, SearchChange } from '#workers/library/contract';
import { type Answer, isAsking, type Query } from '../finding/contract';
import type { Attempt } from '../shell/notices';
import type { Glance, KeptSearches } from './contract';

/** A query is remembered once it has stayed unchanged for this long, in milliseconds. */
const LOOKED_AT = 3000;
/** A longer text within this time replaces the shorter search, in milliseconds. */
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
  const queryOf = ({ text, filter, photo }: StoredQuery): Query => {
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

/** Debounces queries: results appear as the user types, so only an unchanged query is remembered. */
function rememberWhatStands(
  query: ReadonlySignal<Query>,
  answer: ReadonlySignal<Pick<Answer, 'state'>>,
  note: (asked: StoredQuery, instead: StoredQuery | null) => void,
): void {
  let last: { asked: StoredQuery; at: number } | null = null;
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

/** Returns null if the query is empty, or has a photo from outside and cannot be repeated. */
function askedOf(query: Query): StoredQuery | null {
  const { text, filter, photo } = query;
  if (!isAsking(query) || photo?.kind === 'outside') return null;
  return { text: text.trim(), filter, photo: photo?.card.no ?? null };
}

/** Whether `earlier` is an intermediate state of typing `later`, such as "bea" of "beach". */
function grewFrom(earlier: StoredQuery, later: StoredQuery): boolean {
  return earlier.photo === later.photo && later.text.startsWith(earlier.text);
}
