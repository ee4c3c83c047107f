/**
 * Spaces and their encoders as data: plain objects that go as they are from the catalogue through
 * workers to the screens.
 */

/** One image encoder with one preprocessing version. Vectors compare only inside a space. */
export type SpaceId = string;

/** Unique over all spaces, e.g. "clip-b32/image/q8". */
export type EncoderId = string;

/** What runs an encoder on this device: onnxruntime-web on one of its backends, or our own runtime of towers. */
export type Backend = 'wasm' | 'webgpu' | 'tower';

/** What runs a text encoder. The graphics processor would have to be fetched and started for a few milliseconds of work. */
export type TextBackend = Exclude<Backend, 'webgpu'>;

/** What several runs took, in milliseconds each, or each picture. */
export interface Timing {
  min: number;
  avg: number;
  max: number;
}

/** What indexing sees of an image encoder: moving averages, in milliseconds. */
export interface Pace {
  /** A picture in the encoder. */
  picture: number;
  /** A photo in all: more, if the encoder waits for what is read and decoded. */
  photo: number;
}

/** A file of an encoder, as the catalogue describes it. */
export interface ModelFile {
  /** Path in the model's folder, in the layout that Hugging Face repositories use. */
  path: string;
  /** Null if nobody has published it: then it is only known after the first download. */
  bytes: number | null;
  /** Hex SHA-256; a file that differs is never used. Null: a person pins it on the first download. */
  sha256: string | null;
  /** Its own home, if that is not its encoder's. */
  home?: Home;
}

/** Where an encoder's files come from. */
export type Home =
  /** With the app. `base` is relative to the app's address. */
  | { kind: 'app'; base: string }
  /** A Hugging Face repository (or the same one on the user's mirror) at one revision. */
  | { kind: 'hub'; repository: string; revision: string }
  /** An address that the user gave, ending in a slash. */
  | { kind: 'address'; base: string }
  /** A folder that the user picked; its files were stored then and cannot be fetched again. */
  | { kind: 'folder'; name: string }
  /**
   * Made on this device from the graph of another encoder, whose SHA-256 is `source`, by a version of the recipe.
   * Its other files are shared with that encoder.
   */
  | { kind: 'made'; from: EncoderId; source: string; recipe: number };

/** An encoder as the catalogue lists it, or as it was read from a model of the user's own. */
interface EncoderEntry {
  id: EncoderId;
  home: Home;
  /** All files it needs: the graph, its external weights if it has any, the tokenizer or the preprocessing. */
  files: ModelFile[];
  /** Path of the ONNX graph. */
  graph: string;
  /** The graph holds both towers and requires both inputs; only our half of it is run. */
  combined: boolean;
  /**
   * Names that the output with the embedding may have. The first one present in the graph is taken, never
   * one by position, and its value must have the space's dimension, or that of `outputWidth`.
   */
  outputs: string[];
  /**
   * Length of the output, if it is longer than the space's dimension (Matryoshka training): the first numbers are
   * kept and normalised again.
   */
  outputWidth?: number;
}

/** How the weights are stored. Below 16 bits, embeddings differ a little from those of full weights. */
export type Precision = 'fp32' | 'fp16' | 'q8' | 'q4' | 'q4f16';

/** What is done to a picture before its encoder sees it. */
export interface Preprocessing {
  /** Edge of the square input, in pixels. */
  size: number;
  /**
   * crop: shortest edge scaled to `size`, centre cropped. stretch: the whole picture stretched to the square
   * ("squash"). letterbox: longest edge scaled to `size`, black bars.
   */
  fit: 'crop' | 'stretch' | 'letterbox';
  filter: 'bicubic' | 'bilinear';
  /** Per channel: value = (byte * rescale - mean) / std. */
  rescale: number;
  mean: [number, number, number];
  std: [number, number, number];
}

/** Config files with preprocessing: of transformers, of UForm, of open_clip. */
export type PreprocessingFile = 'preprocessor_config.json' | 'config.json' | 'open_clip_config.json';

/** A build of a space's image encoder. */
export interface ImageEntry extends EncoderEntry {
  precision: Precision;
  /** Backends that may be tried with this build, in no order: a measurement on the device chooses. */
  backends: Backend[];
  /** Read from this file, or given here if the repository has none. */
  preprocessing: PreprocessingFile | Preprocessing;
}

/**
 * How a text becomes the graph's inputs, and its outputs an embedding. Names and types of the inputs are not part
 * of it: the session tells them.
 */
export interface TextContract {
  /** Most tokens, the special ones included. */
  length: number;
  /** Pads texts to the longest of the batch, or always to `length`; `never` runs each text alone, unpadded. */
  pad: 'longest' | 'length' | 'never';
  /**
   * Padding: a token of the tokenizer, or an id if the graph requires another one. A graph that takes the highest id
   * as the end of the text requires 0.
   */
  padToken: string | number;
  /** If given, this id is put in front of the text's tokens, and the tokenizer's special tokens are left out. */
  firstToken?: number;
  /** Lower-case the text first: the model expects it and the tokenizer does not do it. */
  lowerCase: boolean;
  /** For graphs that output token states: their masked mean through this dense layer is the embedding. */
  dense: string | null;
}

/** One of the text encoders of a space. Not called TextEncoder: that is the platform's, text to UTF-8. */
export interface TextEntry extends EncoderEntry, TextContract {
  precision: Precision;
  /** BCP 47 tags of the languages it understands. */
  languages: string[];
  /** Sentences around a query, where they were measured to help; empty where queries go in as they are. */
  templates: string[];
}

/** Encoders that a maintainer has tried with their real files. */
interface Verified {
  /** Day, as YYYY-MM-DD. */
  date: string;
  /** Browser, threads and graphics adapter. */
  device: string;
  encoders: EncoderId[];
  /** Milliseconds a picture or a text on its fastest backend, by encoder. */
  ms: Readonly<Record<EncoderId, number>>;
  /** By language (BCP 47): for how many of the album's queries a right photo was among the first five. */
  album: Readonly<Record<string, { five: number; queries: number }>>;
}

/** What nobody has checked yet about an entry; the interface says so. */
export type Unverified = 'hash' | 'preprocessing' | 'licence' | 'tensors';

/**
 * What others have measured and published: how often, in percent, a description puts its own picture first among the
 * 5,000 of COCO's test set (recall at 1).
 */
interface PublishedRecall {
  /** By the language of the descriptions, as BCP 47 tags. */
  percent: Readonly<Record<string, number>>;
  /** Pictures of this set were used to train the model, so it does better here than elsewhere. */
  trained: boolean;
  /** Who published it. */
  source: string;
}

export interface Space {
  id: SpaceId;
  /** A proper name, the same in every language. */
  name: string;
  /** Length of its embeddings. */
  dimension: number;
  /** Builds of the one image encoder, the recommended first. */
  images: ImageEntry[];
  /** Text encoders into this space; for each language the first that understands it is taken. */
  texts: TextEntry[];
  /**
   * Download size of the first image and the first text encoder together, in bytes, if it has been published but the
   * sizes of the files have not. May be rounded to three digits.
   */
  about?: number;
  /** Multiply-adds of the image encoder for a picture; unknown of the user's own. */
  multiplyAdds?: number;
  /** SPDX name of the weights' licence, or "unknown". */
  licence: string;
  unverified: Unverified[];
  published?: PublishedRecall;
  verified?: Verified;
}

/**
 * The user's answer to an offered model. Of an accepted one, the encoders are still to be installed before the
 * library is changed to it; a declined offer is not made again.
 */
export type Plan = { state: 'accepted'; choice: Choice; texts: EncoderId[] } | { state: 'declined' };

/** The space in use and the build that fills it. */
export interface Choice {
  space: SpaceId;
  image: EncoderId;
}

/** The space that search answers from, and the one that is being filled to take its place. */
export interface Choices {
  active: Choice;
  next: Choice | null;
}

/** What the stored choices come to in this build of the app. */
export interface ChoicesHere extends Choices {
  /**
   * The space that the library was made with or is changing to, if this build does not know it. It stays
   * chosen, and its vectors stored, for the build that does; `active` stands in for it.
   */
  unknown: SpaceId | null;
}

/** Whether a file holds external weights of a graph: "model.onnx_data", "model.onnx_data_1", "model.onnx.data". */
export function holdsWeightsOf(path: string, graph: string): boolean {
  return path.startsWith(graph) && /^[._]data(_\d+)?$/.test(path.slice(graph.length));
}

/**
 * Returns the key that a file is stored under: its hash, or its origin while the hash is unknown. A build made on the
 * device always has its origin, because two browsers need not make the same bytes.
 */
export function fileKey(encoderHome: Home, file: ModelFile): string {
  if (file.sha256 !== null) return file.sha256;
  const home = file.home ?? encoderHome;
  if (home.kind === 'made') return `made:${home.source}/${home.recipe}/${file.path}`;
  const from = home.kind === 'hub' ? `${home.repository}@${home.revision}/` : JSON.stringify(home);
  return `pinned:${from}${file.path}`;
}

/** Bytes of several encoders together, shared files counted once; unknown sizes count as 0. */
export function bytesOf(encoders: readonly Pick<EncoderEntry, 'home' | 'files'>[]): number {
  const files = new Map(
    encoders.flatMap(({ home, files }) => files.map((file) => [fileKey(home, file), file.bytes ?? 0])),
  );
  return [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
}

/**
 * Returns the bytes of encoders of a space: their sum if all sizes are known, else what has been published of the
 * space (`about`); null if neither is.
 */
export function publishedBytes(
  { about }: Pick<Space, 'about'>,
  encoders: readonly Pick<EncoderEntry, 'home' | 'files'>[],
): number | null {
  const known = encoders.every(({ files }) => files.every(({ bytes }) => bytes !== null));
  return known ? bytesOf(encoders) : (about ?? null);
}
