/** Answers queries: query -> vector and filter -> ranking -> matches with their strength. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type ProblemCode, problemCode } from '#core/errors';
import { bothFilters } from '#core/filter';
import type { OwnWord } from '#core/own-words';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Reading } from '#core/query/reading';
import { unrelatedOf } from '#core/rank';
import type { OpenSpace } from './active-space';
import {
  type Answer,
  type Found,
  isAsking,
  type Match,
  NO_QUERY,
  type Query,
  type Unspoken,
} from './contract';
import { matchesOf, type Ranked } from './matching';
import type { QueryVectors } from './query-vectors';

/** Matches fetched per page: a few screens, so that the first appear at once. */
const PAGE = 300;

/** Cached, because even a repeated import resolves asynchronously, which delays the query. */
let reader: typeof import('./reading') | undefined;

/** When a ranking without the words in photos is asked for again. */
const SOON_MS = 500;

export interface FindingParts {
  /** A new promise each time another space takes over. */
  ready: ReadonlySignal<Promise<OpenSpace>>;
  vectors: Pick<QueryVectors, 'compose'>;
  cards: ReadonlySignal<ReadonlyMap<PhotoNo, PhotoCard>>;
  ownWords: () => Promise<readonly OwnWord[]>;
  /** Fraction of wrong matches that the user accepts above the line, 0..1. */
  line: ReadonlySignal<number>;
}

/** A query with its raw result, from which `Found` is derived. */
interface Answered extends Ranked {
  query: Query;
  reading: Reading;
  unspoken: Unspoken | null;
}

export class Finder {
  readonly query = signal<Query>(NO_QUERY);
  /** The last ranking, best first. It is kept until the next one arrives. */
  private readonly ranked = signal<Answered | null>(null);
  private readonly problem = signal<ProblemCode | null>(null);
  /** Number of matches requested for the present query. */
  private limit = PAGE;
  /** Number of the last request: the answer to an older one is dropped. */
  private asked = 0;
  private working = false;

  constructor(private readonly parts: FindingParts) {}

  private readonly asking = computed(() => isAsking(this.query.value));

  /** Changes when an answer arrives, not with the query, so the last answer stays on screen meanwhile. */
  readonly answer = computed<Answer>(() => {
    if (!this.asking.value) return { state: 'none' };
    const last = this.found.value;
    const problem = this.problem.value;
    if (problem) return { state: 'problem', problem, last };
    return last ? { state: 'found', ...last } : { state: 'searching' };
  });

  private readonly found = computed<Found | null>(() => {
    const ranked = this.ranked.value;
    if (!ranked) return null;
    const { query, reading, ranking, unrelated, unspoken } = ranked;
    return {
      query,
      reading,
      ranked: unrelated !== null,
      total: ranking.total,
      unspoken,
      matches: this.matches(ranked),
    };
  });

  ask(change: Partial<Query>): void {
    const before = this.query.peek();
    const isAnother = change.text !== undefined && !isSameSearch(before.text, change.text);
    this.query.value = { ...before, ...(isAnother && { judgements: [] }), ...change };
    this.limit = PAGE;
    if (!isAsking(this.query.peek())) {
      this.ranked.value = null;
      this.problem.value = null;
    }
    this.asked++;
    void this.work();
  }

  /** Requests the next page of the same query, if there is one and none is being fetched. */
  more(): void {
    const { ranking } = this.ranked.peek() ?? {};
    if (!ranking || ranking.photos.length >= ranking.total || this.limit > ranking.photos.length) return;
    this.limit *= 4;
    this.refresh();
  }

  /** Runs the query again after changes of the library or its encoders. The last answer stays meanwhile. */
  refresh(): void {
    if (!isAsking(this.query.peek())) return;
    this.asked++;
    void this.work();
  }

  /** Returns every match of a query, by default of the present one, not a page of them; null if it is empty. */
  async all(query = this.query.peek()): Promise<{ ranked: boolean; matches: Match[] } | null> {
    if (!isAsking(query)) return null;
    const answer = { query, ...(await this.rank(query, Number.MAX_SAFE_INTEGER)) };
    return {
      ranked: answer.unrelated !== null,
      matches: this.matches(answer).flatMap((match) => [match, ...match.stack]),
    };
  }

  /** Returns the best match and the number of matches of a query, without making it the present one. */
  async glance(query: Query): Promise<{ cover: PhotoCard | null; count: number }> {
    const answer = { query, ...(await this.rank(query, PAGE)) };
    const matches = this.matches(answer);
    const above = matches.filter(({ strength }) => strength !== 'maybe');
    const count = answer.unrelated
      ? above.reduce((photos, { stack }) => photos + 1 + stack.length, 0)
      : answer.ranking.total;
    return { cover: matches[0]?.photo ?? null, count };
  }

  /** Answers the latest query; skips those that were superseded while an earlier one was being answered. */
  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    let answered = 0;
    while (answered !== this.asked) {
      answered = this.asked;
      await this.answerTurn(this.query.peek(), answered);
    }
    this.working = false;
  }

  private async answerTurn(query: Query, turn: number): Promise<void> {
    if (!isAsking(query)) return;
    let end = () => {};
    const answered = new Promise<void>((resolve) => {
      end = resolve;
    });
    const again = () => turn === this.asked && this.refresh();
    try {
      const answer = await this.rank(query, this.limit, { answered, again });
      if (turn !== this.asked) return;
      this.ranked.value = { query, ...answer };
      this.problem.value = null;
      if (answer.ranking.unread) setTimeout(() => turn === this.asked && this.refresh(), SOON_MS);
    } catch (error) {
      if (turn === this.asked) this.problem.value = problemCode(error);
    } finally {
      // The answer is painted first.
      setTimeout(end);
    }
  }

  /** @param later what is to be called after the answer if it would be another one by then */
  private async rank(
    query: Query,
    limit: number,
    later?: { answered: Promise<void>; again: () => void },
  ): Promise<Omit<Answered, 'query'>> {
    const open = await this.parts.ready.peek();
    const ownWords = await this.parts.ownWords();
    const names = ownWords.map(({ name }) => name);
    const sources = {
      search: open.search,
      photos: this.parts.cards.peek(),
      ownWords: names,
      ...(later && { answered: later.answered }),
    };
    reader ??= await import('./reading');
    const reading = await reader.readText(query.text, sources, later?.again);
    const { vector, unrelated, unspoken } = await this.parts.vectors.compose(
      reading.terms,
      query,
      open,
      ownWords,
    );
    const ranking = await open.search.rank({
      vector,
      filter: bothFilters(query.filter, reading.filter),
      without: query.photo?.kind === 'library' ? query.photo.card.no : null,
      limit,
      words: reading.terms.flatMap(({ text, weight }) => (weight > 0 ? text : [])).join(' '),
    });
    const join = ranking.written.length > 0 ? (await import('./written')).joinWritten : undefined;
    return {
      join,
      reading,
      ranking,
      unrelated: unrelated && unrelatedOf(ranking.spread, unrelated),
      unspoken,
    };
  }

  private matches(ranked: Ranked): Match[] {
    return matchesOf(ranked, this.parts.cards.value, this.parts.line.value);
  }
}

/** Whether one text is an intermediate state of typing the other. What was judged for another search is dropped. */
function isSameSearch(before: string, after: string): boolean {
  return (after !== '' || before === '') && (after.startsWith(before) || before.startsWith(after));
}
