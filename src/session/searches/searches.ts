/** Verbs of saved and recent searches. A query is remembered once it has stayed unchanged for a while. */

import { effect, type ReadonlySignal } from '@preact/signals';
import { NO_FILTER } from '#core/filter';
import { type OwnWord, ownWordNamed } from '#core/own-words';
import type { PhotoCard, PhotoNo } from '#core/photo';
import { writeOwnWord } from '#core/query/writing';
import type { StoredQuery } from '#core/searches';
import type { LibraryWorker, SearchChange } from '#workers/library/contract';
import { type Answer, type Match, NO_QUERY, type Query } from '../finding/contract';
import type { Attempt } from '../shell/notices';
import { type Glance, type KeptSearches, storedOf } from './contract';

/** A query is remembered once it has stayed unchanged for this long, in milliseconds. */
const LOOKED_AT = 3000;
/** A longer text within this time replaces the shorter search, in milliseconds. */
const SAME_SEARCH = 60_000;

interface Asked {
  query: ReadonlySignal<Query>;
  answer: ReadonlySignal<Pick<Answer, 'state'>>;
  ask(query: Query): void;
  glance(query: Query): Promise<Glance>;
  /** Every match of a query, those of stacks behind the first of theirs. */
  all(query: Query): Promise<{ matches: readonly Match[] } | null>;
}

interface SearchParts {
  library: Pick<LibraryWorker, 'changeSearches'>;
  finder: Asked;
  cards: ReadonlySignal<ReadonlyMap<PhotoNo, PhotoCard>>;
  ownWords: () => readonly OwnWord[];
  attempt: Attempt;
}

type SearchVerbs = Omit<KeptSearches, 'kept' | 'suggest'>;

export function searchVerbs({ library, finder, cards, ownWords, attempt }: SearchParts): SearchVerbs {
  const { query, answer } = finder;
  const change = (what: SearchChange) => attempt(() => library.changeSearches(what));
  const queryOf = ({ text, filter, photo, judgements = [] }: StoredQuery): Query => {
    const card = photo === null ? undefined : cards.peek().get(photo);
    return { text, filter, photo: card ? { kind: 'library', card } : null, judgements };
  };
  rememberWhatStands(query, answer, (search, instead) => void change({ do: 'note', search, instead }));
  return {
    save: async (name) => {
      const search = storedOf(query.peek());
      if (search) await change({ do: 'save', search, name });
    },
    makeWord: async (name, photos) => {
      const judgements = [{ photos, wanted: true }];
      const known = ownWordNamed(ownWords(), name);
      const search: StoredQuery = { text: '', filter: NO_FILTER, photo: null, judgements };
      await change(
        known ? { do: 'teach', id: known.id, judgements } : { do: 'save', search, name: name.trim() },
      );
      finder.ask({ ...NO_QUERY, text: writeOwnWord(known?.name ?? name.trim()) });
    },
    teachWord: async (name) => {
      const word = ownWordNamed(ownWords(), name);
      const asked = query.peek();
      if (!word || asked.judgements.length === 0) return;
      await change({ do: 'teach', id: word.id, judgements: asked.judgements });
      if (query.peek() === asked) finder.ask({ ...asked, judgements: [] });
    },
    rename: (id, name) => void change({ do: 'rename', id, name }),
    forget: (id) => void change({ do: 'forget', id }),
    forgetRecent: () => void change({ do: 'forgetRecent' }),
    remember: (on) => void change({ do: 'remember', on }),
    open: (search) => finder.ask(queryOf(search)),
    glance: (search) => finder.glance(queryOf(search)).catch(() => null),
    photosOf: async (search) => {
      const found = await finder.all(queryOf(search)).catch(() => null);
      if (!found) return null;
      const above = found.matches.filter(({ strength }) => strength !== 'maybe');
      const counted = new Set(above.flatMap((match) => [match, ...match.stack]));
      return found.matches.flatMap((match) => (counted.has(match) ? match.photo : []));
    },
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
    const asked = storedOf(standing);
    // A step of teaching is no search of its own.
    if (!asked || asked.judgements) return undefined;
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

/** Whether `earlier` is an intermediate state of typing `later`, such as "bea" of "beach". */
function grewFrom(earlier: StoredQuery, later: StoredQuery): boolean {
  return earlier.photo === later.photo && later.text.startsWith(earlier.text);
}
