/** The ratios that say most, and what each means for a person. They are read from the tables, never written by hand. */

/** Looks a figure up: of a table by its title, a row by its name, and a column by its number, 0 for the first. */
export type FigureOf = (title: string, row: string, column: number) => number | undefined;

interface Headline {
  /** What is compared, with both sides. */
  what: string;
  title: string;
  ours: string;
  theirs: string;
  column?: number;
  means(ours: number, theirs: number): string;
}

/** Milliseconds a photo, as minutes for a thousand. */
const minutes = (ms: number) => (ms / 60).toPrecision(2);
const seconds = (ms: number) => (ms / 1000).toPrecision(2);
const thousand = (ours: number, theirs: number) =>
  `a thousand pictures take ${minutes(ours)} minutes instead of ${minutes(theirs)}`;

const CLIP = 'ViT-B/32 q8';
const TOWER = 'our runtime of towers';
const TEXTS = `Text encoder of ${CLIP}, the same graph, 1 thread`;
const ALONE = 'Image encoder alone, starter model, WASM';

const HEADLINES: readonly Headline[] = [
  {
    what: 'Photos of 12 megapixels to their embeddings, starter, beside transformers.js',
    title: '12-megapixel JPEG to embedding, one at a time, 2 threads',
    ...{ ours: 'Mitsuke', theirs: 'transformers.js', means: thousand },
  },
  {
    what: `The same with ${CLIP}`,
    title: `12-megapixel JPEG to embedding, ${CLIP}, one at a time, 2 threads`,
    ...{ ours: 'Mitsuke', theirs: 'transformers.js, on the same runtime build', means: thousand },
  },
  {
    what: 'The starter’s image encoder alone, one thread, beside transformers.js',
    title: `${ALONE}, 1 thread`,
    ...{ ours: 'Mitsuke, batch 4', theirs: 'transformers.js, batch 4', means: thousand },
  },
  {
    what: `${CLIP} alone, one thread, beside onnxruntime-web`,
    title: `${CLIP}, the same graph, 1 thread`,
    ...{ ours: TOWER, theirs: 'onnxruntime-web', means: thousand },
  },
  {
    what: `${CLIP} alone, two threads, beside onnxruntime-web`,
    title: `${CLIP}, the same graph, 2 threads`,
    ...{ ours: TOWER, theirs: 'onnxruntime-web', means: thousand },
  },
  {
    what: `The text of a query for ${CLIP}, 7 tokens, one thread, beside onnxruntime-web`,
    title: `${TEXTS}: 7 tokens`,
    ...{ ours: TOWER, theirs: 'onnxruntime-web' },
    means: (ours, theirs) =>
      `a query has its vector after ${Math.round(ours)} ms instead of ${Math.round(theirs)}`,
  },
  {
    what: 'The same from the start of its worker to the first vector',
    title: `${TEXTS}: from worker start to the first vector`,
    ...{ ours: TOWER, theirs: 'onnxruntime-web' },
    means: (ours, theirs) =>
      `the first query of a visit waits ${seconds(ours)} s instead of ${seconds(theirs)}`,
  },
  {
    what: `${CLIP} from a browser just started to its first embedding, beside transformers.js as it is published`,
    title: `${CLIP}: from worker start to the first embedding, 2 threads, browser just started`,
    ...{ ours: 'Mitsuke', theirs: 'transformers.js, as it is published' },
    means: (ours, theirs) => `indexing begins after ${seconds(ours)} s instead of ${seconds(theirs)}`,
  },
  {
    what: `Memory of ${CLIP}, beside transformers.js`,
    title: `${CLIP}: peak memory of the page's process`,
    ...{ ours: 'Mitsuke', theirs: 'transformers.js, on the same runtime build' },
    means: (ours, theirs) => `the tab needs ${Math.round(ours)} MB instead of ${Math.round(theirs)}`,
  },
  {
    what: 'The scan of 100,000 photos, one thread, beside onnxruntime-web',
    title: 'One query over 100,000 x 512',
    ...{ ours: 'Mitsuke, one thread', theirs: 'onnxruntime-web, MatMul + TopK' },
    means: (ours, theirs) =>
      `an answer to each letter that is typed: ${ours.toPrecision(2)} ms instead of ${theirs.toPrecision(2)}`,
  },
  {
    what: 'The first photo of a new visitor, beside the version before',
    title: 'First photo, from picked to indexed, starter model',
    ...{ ours: 'Mitsuke', theirs: 'Mitsuke before' },
    means: (ours, theirs) => `it can be found after ${seconds(ours)} s instead of ${seconds(theirs)}`,
  },
  {
    what: 'Photos of 12 megapixels through a box of 4.2 ms a picture, beside this device alone',
    title:
      '12-megapixel JPEG to the library through a box, stand-in NPU that takes 4.2 ms a picture; this device with the starter model',
    ...{ ours: 'through the box, from a folder', theirs: 'this device alone, from a folder', column: 1 },
    means: thousand,
  },
];

export interface Ratio {
  what: string;
  /** How many times as fast, or as small, as the other side. */
  times: number;
  means: string;
}

/** Returns the headlines whose figures are at hand. */
export function ratios(figureOf: FigureOf): Ratio[] {
  return HEADLINES.flatMap(({ what, title, ours, theirs, column = 0, means }) => {
    const [own, other] = [figureOf(title, ours, column), figureOf(title, theirs, column)];
    return own && other ? [{ what, times: other / own, means: means(own, other) }] : [];
  });
}

export function writeHeadlines(all: readonly Ratio[]): string {
  const rows = all.map(({ what, times, means }) => `| ${what} | **${times.toPrecision(3)}** | ${means} |`);
  return ['| | times | for a person |', '|---|---:|---|', ...rows].join('\n');
}
