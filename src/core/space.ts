/** A model as data: the vector space it makes, and the files that its encoders are. */

import type { UnrelatedScores } from './rank';

/** One image encoder with one preprocessing version. Vectors compare only inside a space. */
export type SpaceId = string;

export type Tower = 'image' | 'text';

/** A file of a model, as the catalogue promises it. */
export interface ModelFile {
  /** Path under the model's base address, in the layout that Hugging Face repositories use. */
  path: string;
  bytes: number;
  /** Hex SHA-256. A file that differs is never used. */
  sha256: string;
}

/** An image encoder and a text encoder that speak one space. */
export interface Model {
  id: string;
  space: SpaceId;
  /** Length of its embeddings. */
  dimension: number;
  /** Which build of the image encoder this is; kept with every vector it makes. */
  build: string;
  /** Base address of its files, relative to the app's. */
  base: string;
  files: Record<Tower, ModelFile[]>;
  /** Names of tensors: they are never chosen by position. */
  tensors: Record<Tower, { input: string; output: string }>;
  licence: string;
  /** BCP 47 tags of the languages its text encoder understands. */
  languages: string[];
  /** Sentence around a query, where it was measured to help; see ARCHITECTURE.md, "Queries". */
  template: string | null;
  /** Cosines of pairs that have nothing to do with each other, by kind of query. */
  unrelated: Record<'text' | 'photo', UnrelatedScores>;
}
