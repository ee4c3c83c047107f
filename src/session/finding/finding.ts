/** From what the user asks to what is shown: query -> vector and filter -> ranking -> matches with their strength. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type ProblemCode, problemCode } from '#core/errors';
import { bothFilters } from '#core/filter';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Reading } from '#core/query/reading';
import { countAbove, STRONG_ERROR, type Strength, type Unrelated, unrelatedOf } from '#core/rank';
import type { Ranking } from '#workers/search/contract';
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
import type { QueryVectors } from './query-vectors';
import { readText } from './reading';

/** Matches that are fetched at a time: a few screens, so that the first of them stand at once. */
const PAGE = 300;

export interface FindingParts {
  /** Another promise when another space has taken over. */
  ready: ReadonlySignal<Promise<OpenSpace>>;
  vectors: Pick<QueryVectors, 'compose'>;
  cards: ReadonlySignal<ReadonlyMap<PhotoNo, PhotoCard>>;
  /** Share of wrong matches that the user bears above the line, 0..1. */
  line: ReadonlySignal<number>;
}

/** What came back for a query, to be shown as `Found`. */
interface Ranked {
  query: Query;
  reading: Reading;
  ranking: Ranking;
  /** Null if nothing was ranked. */
  unrelated: Unrelated | null;
  unspoken: Unspoken | null;
}

export class Finder {
  readonly query = signal<Query>(NO_QUERY);
  /** The last ranking that came for a query, best first. It is kept while the next is sought. */
  private readonly ranked = signal<Ranked | null>(null);
  private readonly problem = signal<ProblemCode | null>(null);
  /** How many matches the present query is asked for. */
  private limit = PAGE;
  /** Counts the questions: an answer to an older one is dropped. */
  private asked = 0;
  private working = false;

  constructor(private readonly parts: FindingParts) {}

  private readonly asking = computed(() => isAsking(this.query.value));

  /** Does not change with the query, only with its answer: what is shown stays until then. */
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
    this.query.value = { ...this.query.peek(), ...change };
    this.limit = PAGE;
    if (!isAsking(this.query.peek())) {
      this.ranked.value = null;
      this.problem.value = null;
    }
    this.asked++;
    void this.work();
  }

  /** Asks for the next matches of the same query, if there are any. */
  more(): void {
    const { ranking } = this.ranked.peek() ?? {};
    if (!ranking || ranking.photos.length >= ranking.total || this.limit > ranking.photos.length) return;
    this.limit *= 4;
    this.refresh();
  }

  /** Asks the same again, because the library or its encoders have changed. What is shown stays until the answer is there. */
  refresh(): void {
    if (!isAsking(this.query.peek())) return;
    this.asked++;
    void this.work();
  }

  /** Every match of the present query, however many have been asked for; null if nothing is asked. */
  async all(): Promise<{ ranked: boolean; matches: Match[] } | null> {
    const query = this.query.peek();
    if (!isAsking(query)) return null;
    const answer = { query, ...(await this.rank(query, Number.MAX_SAFE_INTEGER)) };
    return {
      ranked: answer.unrelated !== null,
      matches: this.matches(answer).flatMap((match) => [match, ...match.stack]),
    };
  }

  /** What a query would find, as far as the first page goes, without asking it. */
  async glance(query: Query): Promise<{ cover: PhotoCard | null; count: number }> {
    const answer = { query, ...(await this.rank(query, PAGE)) };
    const matches = this.matches(answer);
    const above = matches.filter(({ strength }) => strength !== 'maybe');
    const count = answer.unrelated
      ? above.reduce((photos, { stack }) => photos + 1 + stack.length, 0)
      : answer.ranking.total;
    return { cover: matches[0]?.photo ?? null, count };
  }

  /** Answers the last question asked; those that were asked and changed while it worked are skipped. */
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
    try {
      const answer = await this.rank(query, this.limit);
      if (turn !== this.asked) return;
      this.ranked.value = { query, ...answer };
      this.problem.value = null;
    } catch (error) {
      if (turn === this.asked) this.problem.value = problemCode(error);
    }
  }

  private async rank(query: Query, limit: number): Promise<Omit<Ranked, 'query'>> {
    const open = await this.parts.ready.peek();
    const reading = await readText(query.text);
    const { vector, unrelated, unspoken } = await this.parts.vectors.compose(
      reading.terms,
      query.photo,
      open,
    );
    const ranking = await open.search.rank({
      vector,
      filter: bothFilters(query.filter, reading.filter),
      without: query.photo?.kind === 'library' ? query.photo.card.no : null,
      limit,
    });
    return { reading, ranking, unrelated: unrelated && unrelatedOf(ranking.spread, unrelated), unspoken };
  }

  private matches({ ranking, unrelated }: Ranked): Match[] {
    const cards = this.parts.cards.value;
    const { photos, scores, stacks } = ranking;
    const strengthAt = strengths(ranking, unrelated, this.parts.line.value);
    const matches: Match[] = [];
    /** By position in the ranking: what later ones are stacked behind. */
    const stackOf = new Map<number, Match[]>();
    for (let i = 0; i < photos.length; i++) {
      const photo = cards.get(photos[i] as PhotoNo);
      // Search may know a photo a moment before the page does, or after it was removed.
      if (!photo) continue;
      const stack: Match[] = [];
      const match: Match = { photo, score: scores[i] as number, strength: strengthAt(i), stack };
      const before = stackOf.get(stacks[i] ?? i);
      if (before) {
        before.push(match);
        continue;
      }
      stackOf.set(i, stack);
      matches.push(match);
    }
    return matches;
  }
}

/** The strength of each position of a ranking. */
function strengths(
  { scores, spread }: Ranking,
  unrelated: Unrelated | null,
  line: number,
): (position: number) => Strength {
  if (!unrelated) return () => 'good';
  const good = countAbove(scores, spread.count, unrelated, line);
  const strong = Math.min(good, countAbove(scores, spread.count, unrelated, STRONG_ERROR));
  return (position) => (position < strong ? 'strong' : position < good ? 'good' : 'maybe');
}
