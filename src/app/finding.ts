/** From what the user asks to what is shown: text -> vector -> ranking -> matches with their strength. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import { problemCode } from '#core/errors';
import type { PhotoCard, PhotoNo } from '#core/photo';
import { promptOf } from '#core/query';
import { strengthOf } from '#core/rank';
import type { Model } from '#core/space';
import type { EncodeWorker } from '#workers/encode/contract';
import type { Ranking, SearchWorker } from '#workers/search/contract';
import type { Finding, Match, Query } from '../ui/session';

/** While a query is typed: one question a frame at most, and never two at a time. */
const DEBOUNCE_MS = 16;
/** Vectors of queries that are kept. */
const MOST_KEPT = 200;

export interface FindingParts {
  model: Model;
  search: Promise<Remote<SearchWorker>>;
  /** Opens the text encoder on the first query. */
  textEncoder(): Promise<Remote<EncodeWorker>>;
  cards: ReadonlySignal<ReadonlyMap<PhotoNo, PhotoCard>>;
}

export class Finder {
  readonly query = signal<Query>({ kind: 'none' });
  /** The last ranking that came for a query, best first. */
  private readonly answer = signal<{ query: Query; ranking: Ranking } | null>(null);
  private readonly trouble = signal<Finding | null>(null);
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
    return { state: 'found', query: answer.query, matches: this.matches(answer.query, answer.ranking) };
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

  /** Asks the same again, because the library has changed. What is shown stays until the answer is there. */
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
      const ranking = await this.rank(query);
      if (turn !== this.asked) return;
      this.answer.value = { query, ranking };
      this.trouble.value = null;
    } catch (error) {
      if (turn === this.asked) this.trouble.value = { state: 'problem', problem: problemCode(error) };
    }
  }

  private async rank(query: Query): Promise<Ranking> {
    const search = await this.parts.search;
    if (query.kind === 'photo') return search.byPhoto(query.photo.no);
    return search.byVector(await this.vectorOf(query.kind === 'text' ? query.text : ''));
  }

  private async vectorOf(text: string): Promise<Float32Array> {
    const key = promptOf(text, this.parts.model.template);
    const kept = this.vectors.get(key);
    if (kept) return kept;
    const encoder = await this.parts.textEncoder();
    const vector = await encoder.texts([key]);
    this.vectors.set(key, vector);
    const oldest = this.vectors.keys().next().value;
    if (this.vectors.size > MOST_KEPT && oldest !== undefined) this.vectors.delete(oldest);
    return vector;
  }

  private matches(query: Query, { photos, scores }: Ranking): Match[] {
    const cards = this.parts.cards.value;
    const unrelated = this.parts.model.unrelated[query.kind === 'photo' ? 'photo' : 'text'];
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
