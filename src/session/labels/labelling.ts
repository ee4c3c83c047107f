/** Verbs that compare many texts with the whole library, and that tag photos with the results. */

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
  /** A new promise each time another space takes over. */
  ready: ReadonlySignal<Promise<OpenSpace>>;
  /** Changes when an encoder is installed or removed: another one may understand the texts better. */
  encoders: ReadonlySignal<string>;
  vectors: Pick<QueryVectors, 'ofText'>;
  calibration: Pick<Calibration, 'ofPlainTexts' | 'unrelated'>;
  cards: ReadonlySignal<ReadonlyMap<PhotoNo, PhotoCard>>;
}

/** Debounce: during indexing, scores are recomputed only after this long without a new photo. */
const QUIET_MS = 1000;

class Comparison {
  private texts: readonly string[] = [];
  /** Number of the last request: the result of an older one is dropped. */
  private turn = 0;

  /** @param state updated while the comparison proceeds */
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

  /** Compares texts with all photos. The previous scores stay until the new ones are complete. */
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

  /** Repeats the last comparison, because the library, the space or its encoders have changed. */
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

/** Sorts rows in library order; leaves out photos that the page does not know yet, or no longer. */
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

/** Applies tags to many photos. An undo removes a tag only from the photos that did not have it before. */
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
