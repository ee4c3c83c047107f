/** Many texts against the whole library: classes for labels, or a batch of queries. And the tags that come of it. */

import { type ReadonlySignal, type Signal, untracked } from '@preact/signals';
import { problemCode } from '#core/errors';
import { NO_FILTER } from '#core/filter';
import { noneCosine } from '#core/labels';
import { newestFirst, type PhotoCard, type PhotoNo } from '#core/photo';
import type { TextEntry } from '#core/space';
import { rowOf } from '#core/vector';
import type { LibraryWorker } from '#workers/library/contract';
import type { Matrix } from '#workers/search/contract';
import type { OpenSpace } from '../finding/active-space';
import type { Calibration } from '../finding/calibration';
import type { Unspoken } from '../finding/contract';
import type { QueryVectors } from '../finding/query-vectors';
import type { Attempt } from '../shell/notices';
import { type Comparing, NOT_COMPARED, type Scores, type Tagging } from './contract';

export interface LabellingParts extends ComparisonParts {
  library: Pick<LibraryWorker, 'mark'>;
  attempt: Attempt;
  /** Written by the verbs. */
  classes: Signal<Comparing>;
  batch: Signal<Comparing>;
  lastTagging: Signal<readonly Tagging[] | null>;
}

export function labellingVerbs(parts: LabellingParts) {
  const classes = new Comparison(parts.classes, parts);
  const batch = new Comparison(parts.batch, parts);
  return {
    compareClasses: (names: readonly string[]) => classes.compare(names),
    compareBatch: (queries: readonly string[]) => batch.compare(queries),
    ...taggingVerbs(parts),
  };
}

interface ComparisonParts {
  /** Another promise when another space has taken over. */
  ready: ReadonlySignal<Promise<OpenSpace>>;
  /** Another value when an encoder has come or gone: another one may understand the texts better. */
  encoders: ReadonlySignal<string>;
  vectors: Pick<QueryVectors, 'ofText'>;
  calibration: Pick<Calibration, 'ofPlainTexts' | 'unrelated'>;
  cards: ReadonlySignal<ReadonlyMap<PhotoNo, PhotoCard>>;
}

/** Photos come one by one while the library grows: it is looked at again when it has been quiet for this long. */
const QUIET_MS = 1000;

class Comparison {
  private texts: readonly string[] = [];
  /** Counts what was asked: the answer to something older is dropped. */
  private turn = 0;

  /** @param state written as far as it is compared */
  constructor(
    private readonly state: Signal<Comparing>,
    private readonly parts: ComparisonParts,
  ) {
    let quiet: ReturnType<typeof setTimeout> | undefined;
    parts.cards.subscribe(() => {
      clearTimeout(quiet);
      quiet = setTimeout(() => this.again(), QUIET_MS);
    });
    for (const basis of [parts.ready, parts.encoders]) basis.subscribe(() => untracked(() => this.again()));
  }

  /** What is there stays until the new scores are. */
  async compare(texts: readonly string[]): Promise<void> {
    const turn = ++this.turn;
    this.texts = texts;
    if (texts.length === 0) {
      this.state.value = NOT_COMPARED;
      return;
    }
    try {
      const scores = await this.score(texts, (done) => {
        if (turn === this.turn) this.change({ progress: { done, total: texts.length }, problem: null });
      });
      if (turn === this.turn) this.state.value = { ...NOT_COMPARED, scores };
    } catch (error) {
      if (turn === this.turn) this.change({ progress: null, problem: problemCode(error) });
    }
  }

  /** The same anew, because the library, the space or its encoders have changed. */
  private again(): void {
    if (this.state.peek().scores) void this.compare(this.texts);
  }

  private async score(texts: readonly string[], tell: (done: number) => void): Promise<Scores> {
    tell(0);
    const open = await this.parts.ready.peek();
    const { search, space } = open;
    const vectors = new Float32Array(texts.length * space.dimension);
    let unspoken: Unspoken | null = null;
    let encoder: TextEntry | null = null;
    for (const [i, text] of texts.entries()) {
      const spoken = await this.parts.vectors.ofText(text, space);
      vectors.set(spoken.vector, i * space.dimension);
      unspoken ??= spoken.unspoken;
      encoder ??= spoken.entry;
      tell(i + 1);
    }
    const matrix = await search.matrix(vectors, texts.length, NO_FILTER);
    const rows = inOrder(matrix, texts.length, this.parts.cards.peek());
    return { texts, ...rows, none: await this.none(encoder, open), unspoken };
  }

  private async none(encoder: TextEntry | null, open: OpenSpace): Promise<number> {
    if (!encoder) return 0;
    const { calibration } = this.parts;
    const background = await calibration.ofPlainTexts(encoder, open.space);
    return noneCosine(await calibration.unrelated(background, open));
  }

  private change(more: Partial<Comparing>): void {
    this.state.value = { ...this.state.peek(), ...more };
  }
}

/** The rows in the order of the library; without those that the page does not know, or not any more. */
function inOrder(
  { photos, scores, perPhoto, perText }: Matrix,
  texts: number,
  cards: ReadonlyMap<PhotoNo, PhotoCard>,
) {
  const rows = Array.from(photos, (no, row) => ({ row, card: cards.get(no) }))
    .filter((row): row is { row: number; card: PhotoCard } => row.card !== undefined)
    .sort((a, b) => newestFirst(a.card, b.card));
  const cosines = new Float32Array(rows.length * texts);
  rows.forEach(({ row }, i) => {
    cosines.set(rowOf(scores, row, texts), i * texts);
  });
  return {
    photos: rows.map(({ card }) => card),
    cosines,
    perPhoto: Float64Array.from(rows, ({ row }) => perPhoto[row] as number),
    perText,
  };
}

/** The tags that come of labels: given to many photos, and taken back from just those that were new to them. */
function taggingVerbs({ library, attempt, lastTagging }: LabellingParts) {
  return {
    applyTags: (tags: readonly Tagging[]) =>
      attempt(async () => {
        const applied: Tagging[] = [];
        for (const { tag, photos } of tags) {
          applied.push({ tag, photos: await library.mark(photos, { addTags: [tag] }) });
        }
        lastTagging.value = applied.filter(({ photos }) => photos.length > 0);
      }),
    undoTags: () =>
      attempt(async () => {
        for (const { tag, photos } of lastTagging.value ?? []) {
          await library.mark(photos, { removeTags: [tag] });
        }
        lastTagging.value = null;
      }),
  };
}
