/** From what the user asks to what is shown: text -> vector -> ranking -> matches with their strength. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import { problemCode } from '#core/errors';
import type { PhotoCard, PhotoNo } from '#core/photo';
import { promptsOf } from '#core/query';
import { strengthOf } from '#core/rank';
import type { Space } from '#core/space';
import { normalise } from '#core/vector';
import type { Ranking, SearchWorker } from '#workers/search/contract';
import type { Finding, Match, Query, Unspoken } from '../ui/session';
import type { TextEncoders } from './text-encoders';

/** While a query is typed: one question a frame at most, and never two at a time. */
const DEBOUNCE_MS = 16;
/** Vectors of queries that are kept. */
const MOST_KEPT = 200;

export interface FindingParts {
  /** Search, opened for a space. Another promise where another space has taken over. */
  ready: ReadonlySignal<Promise<{ search: Remote<SearchWorker>; space: Space }>>;
  texts: TextEncoders;
  cards: ReadonlySignal<ReadonlyMap<PhotoNo, PhotoCard>>;
}

interface Answer {
  query: Query;
  ranking: Ranking;
  space: Space;
  unspoken: Unspoken | null;
}

export class Finder {
  readonly query = signal<Query>({ kind: 'none' });
  /** The last ranking that came for a query, best first. */
  private readonly answer = signal<Answer | null>(null);
  private readonly trouble = signal<Finding | null>(null);
  /** By encoder and prompts. */
  private readonly vectors = new Map<string, Float32Array>();
  /** Counts the questions: an answer to an older one is dropped. */
  private asked = 0;
  private working = false;

  constructor(private readonly parts: FindingParts) {}

  readonly finding = computed<Finding>(() => {
    if (this.query.value.kind === 'none') return { state: 'none' };
    if (this.trouble.value) return this.trouble.value;
    const answer = this.answer.value;
    if (!answer) return { state: 'searching' };
    const { query, unspoken } = answer;
    return { state: 'found', query, matches: this.matches(answer), unspoken };
  });

  ask(query: Query): void {
    this.query.value = query;
    if (query.kind === 'none') {
      this.answer.value = null;
      this.trouble.value = null;
    }
    this.asked++;
    void this.work();
  }

  /** Asks the same again, because the library or its encoders have changed. What is shown stays until the answer is there. */
  refresh(): void {
    if (this.query.peek().kind === 'none') return;
    this.asked++;
    void this.work();
  }

  /** Answers the last question asked; those that were asked and changed while it worked are skipped. */
  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    let answered = 0;
    while (answered !== this.asked) {
      if (this.query.peek().kind === 'text') await new Promise((resolve) => setTimeout(resolve, DEBOUNCE_MS));
      answered = this.asked;
      await this.answerTurn(this.query.peek(), answered);
    }
    this.working = false;
  }

  private async answerTurn(query: Query, turn: number): Promise<void> {
    if (query.kind === 'none') return;
    try {
      const answer = await this.rank(query);
      if (turn !== this.asked) return;
      this.answer.value = { query, ...answer };
      this.trouble.value = null;
    } catch (error) {
      if (turn === this.asked) this.trouble.value = { state: 'problem', problem: problemCode(error) };
    }
  }

  private async rank(query: Query): Promise<Omit<Answer, 'query'>> {
    const { search, space } = await this.parts.ready.peek();
    if (query.kind !== 'text') {
      const photo = query.kind === 'photo' ? query.photo.no : 0;
      return { ranking: await search.byPhoto(photo), space, unspoken: null };
    }
    const { vector, unspoken } = await this.embed(query.text, space);
    return { ranking: await search.byVector(vector), space, unspoken };
  }

  private async embed(text: string, space: Space) {
    const { entry, unspoken } = await this.parts.texts.speakerFor(text, space);
    const prompts = promptsOf(text, entry.templates);
    const key = [entry.id, ...prompts].join('\n');
    let vector = this.vectors.get(key);
    if (!vector) {
      const encoder = await this.parts.texts.open(entry, space.dimension);
      vector = mean(await encoder.texts(prompts), prompts.length);
      this.vectors.set(key, vector);
      const oldest = this.vectors.keys().next().value;
      if (this.vectors.size > MOST_KEPT && oldest !== undefined) this.vectors.delete(oldest);
    }
    return { vector, unspoken };
  }

  private matches({ query, ranking, space }: Answer): Match[] {
    const cards = this.parts.cards.value;
    const unrelated = space.unrelated[query.kind === 'photo' ? 'photo' : 'text'];
    const { photos, scores } = ranking;
    const matches: Match[] = [];
    for (let i = 0; i < photos.length; i++) {
      const photo = cards.get(photos[i] as PhotoNo);
      const score = scores[i] as number;
      // Search may know a photo a moment before the page does, or after it was removed.
      if (photo) matches.push({ photo, score, strength: strengthOf(score, unrelated) });
    }
    return matches;
  }
}

/** The direction between several unit vectors, which stand one after the other. */
function mean(vectors: Float32Array, count: number): Float32Array {
  const dimension = vectors.length / count;
  const sum = vectors.slice(0, dimension);
  for (let i = dimension; i < vectors.length; i++) {
    sum[i % dimension] = (sum[i % dimension] as number) + (vectors[i] as number);
  }
  normalise(sum);
  return sum;
}
