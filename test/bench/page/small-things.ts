/**
 * Whether small things in large photos are found better if parts of each photo have vectors too. The photos are made:
 * each photo of the album is pasted, small, into others of the album, in the shape that most cameras give.
 */

import { wrap } from 'comlink';
import { BACKGROUND_QUERIES } from '#core/background';
import { promptsOf } from '#core/query/prompts';
import { resizeToSquare } from '#core/resize';
import { centred, dot, meanOf, normalise, rowsOf } from '#core/vector';
import { STARTER } from '#models/spaces/starter';
import type { EncodeWorker } from '#workers/encode/contract';
import type { ModelsWorker } from '#workers/models/contract';
import queries from '../../fixtures/album-queries.json';
import { GEOMETRY, openOurs } from './contenders';

/** Of a made photo, in pixels. */
const WIDTH = 1200;
const HEIGHT = 900;
/** In how many others each photo is pasted. */
const BACKGROUNDS = 3;
const BATCH = 4;

/** Squares of a photo: left, top, edge. */
type Square = readonly [x: number, y: number, edge: number];

/** The corners and the middle, together all of it. */
const FIVE = squares([0, 600], [0, 300], 600).concat([[300, 150, 600]]);
/** Overlapping a little across, by half upright. */
const NINE = squares([0, 375, 750], [0, 225, 450], 450);

const WAYS = { 'the whole': [], 'the whole and 5 parts': FIVE, 'the whole and 9 parts': NINE } as const;
type Way = keyof typeof WAYS;

interface Made {
  /** Photos of the album, by name. */
  thing: string;
  background: string;
  /** Of the whole, then of the parts. */
  vectors: Record<Way, readonly Float32Array[]>;
}

interface Asked {
  vector: Float32Array;
  /** The album's photos that are right. */
  right: readonly string[];
}

export interface SmallThings {
  /** Right ones among the first 5 and 10, as a fraction of as many as there could be, by kind of query and way. */
  recall: Record<'words' | 'a picture', Record<Way, [five: number, ten: number]>>;
  /** Milliseconds to encode all vectors of a photo, without decoding. */
  encoding: Record<Way, number>;
}

/** @param share edge of what is pasted, as a fraction of the photo's short edge */
export async function measureSmallThings(share: number, threads: number): Promise<SmallThings> {
  const encoder = await openOurs(threads);
  const names: string[] = await (await fetch('/album/album.json')).json();
  const pictures = new Map<string, ImageBitmap>();
  for (const name of names) {
    pictures.set(name, await createImageBitmap(await (await fetch(`/album/${name}`)).blob()));
  }
  const random = seeded(19);
  const made: Made[] = [];
  const spent = { images: 0, ms: 0 };
  const encode = async (squares: readonly Uint8Array<ArrayBuffer>[]) => {
    const vectors: Float32Array[] = [];
    for (let at = 0; at < squares.length; at += BATCH) {
      const batch = squares.slice(at, at + BATCH);
      const pixels = new Uint8Array(await new Blob(batch).arrayBuffer());
      const began = performance.now();
      vectors.push(...rowsOf(await encoder.images(pixels, batch.length), STARTER.dimension));
      spent.ms += performance.now() - began;
      spent.images += batch.length;
    }
    return vectors;
  };

  const own: Asked[] = [];
  for (const [i, name] of names.entries()) {
    const thing = pictures.get(name) as ImageBitmap;
    const canvas = canvasOf(thing.width, thing.height);
    canvas.drawImage(thing, 0, 0);
    const [vector] = await encode([squareOf(canvas, [0, 0, 0])]);
    own.push({ vector: vector as Float32Array, right: [name] });
    for (let n = 0; n < BACKGROUNDS; n++) {
      // Steps that have no common divisor with the album's 42 photos.
      const background = names[(i + 5 + 11 * n) % names.length] as string;
      const photo = pasted(pictures.get(background) as ImageBitmap, thing, share, random);
      const whole = squareOf(photo, [0, 0, 0]);
      const vectors = await encode([whole, ...[...FIVE, ...NINE].map((square) => squareOf(photo, square))]);
      made.push({
        ...{ thing: name, background },
        vectors: {
          'the whole': vectors.slice(0, 1),
          'the whole and 5 parts': vectors.slice(0, 6),
          'the whole and 9 parts': [...vectors.slice(0, 1), ...vectors.slice(6)],
        },
      });
    }
  }
  const words = await askedInWords();
  const each = <T>(of: (way: Way) => T) =>
    Object.fromEntries((Object.keys(WAYS) as Way[]).map((way) => [way, of(way)])) as Record<Way, T>;
  const ms = spent.ms / spent.images;
  return {
    recall: {
      words: each((way) => recallOf(words, made, way)),
      'a picture': each((way) => recallOf(own, made, way)),
    },
    encoding: each((way) => ms * (1 + WAYS[way].length)),
  };
}

/** The album's queries as the app asks them: without the direction that all texts share. */
async function askedInWords(): Promise<Asked[]> {
  const [entry] = STARTER.texts;
  if (!entry) throw new Error('The starter has no text encoder.');
  const models = wrap<ModelsWorker>(
    new Worker(new URL('../../../workers/models/worker.ts', import.meta.url), { type: 'module' }),
  );
  await models.install(entry.id);
  const encoder = wrap<EncodeWorker>(
    new Worker(new URL('../../../workers/encode/worker.ts', import.meta.url), { type: 'module' }),
  );
  await encoder.openText(entry, STARTER.dimension, 1);
  const vectorOf = async (text: string) => {
    const mean = meanOf(rowsOf(await encoder.texts(promptsOf(text, entry.templates)), STARTER.dimension));
    normalise(mean);
    return mean;
  };
  const background: Float32Array[] = [];
  for (const text of BACKGROUND_QUERIES) background.push(await vectorOf(text));
  const centre = meanOf(background);
  const asked: Asked[] = [];
  for (const { query, files } of queries) {
    const vector = centred(await vectorOf(query), centre);
    if (vector) asked.push({ vector, right: files });
  }
  return asked;
}

/** Photos in whose background the query would be right are left out. @returns the mean over all queries, 0..1 */
function recallOf(asked: readonly Asked[], made: readonly Made[], way: Way): [number, number] {
  const recalls = asked.map(({ vector, right }) => {
    const ranked = made
      .filter(({ background }) => !right.includes(background))
      .map(({ thing, vectors }) => ({
        isRight: right.includes(thing),
        score: Math.max(...vectors[way].map((each) => dot(each, vector))),
      }))
      .sort((a, b) => b.score - a.score);
    const total = ranked.filter(({ isRight }) => isRight).length;
    const among = (first: number) =>
      ranked.slice(0, first).filter(({ isRight }) => isRight).length / Math.min(first, total);
    return [among(5), among(10)] as const;
  });
  const mean = (of: 0 | 1) => recalls.reduce((sum, recall) => sum + recall[of], 0) / recalls.length;
  return [mean(0), mean(1)];
}

/** A photo that another is pasted into, somewhere, as a square. */
function pasted(background: ImageBitmap, thing: ImageBitmap, share: number, random: () => number) {
  const context = canvasOf(WIDTH, HEIGHT);
  const scale = Math.max(WIDTH / background.width, HEIGHT / background.height);
  const [width, height] = [background.width * scale, background.height * scale];
  context.imageSmoothingQuality = 'high';
  context.drawImage(background, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height);
  const edge = Math.round(HEIGHT * share);
  const from = Math.min(thing.width, thing.height);
  const [x, y] = [random() * (WIDTH - edge), random() * (HEIGHT - edge)].map(Math.round) as [number, number];
  context.drawImage(
    ...([thing, (thing.width - from) / 2, (thing.height - from) / 2, from, from] as const),
    ...([x, y, edge, edge] as const),
  );
  return context;
}

/** @param square with an edge of 0 the whole, of which the encoder takes the middle */
function squareOf(context: OffscreenCanvasRenderingContext2D, [x, y, edge]: Square): Uint8Array<ArrayBuffer> {
  const { width, height } = context.canvas;
  const [wide, high] = edge === 0 ? [width, height] : [edge, edge];
  return resizeToSquare(context.getImageData(x, y, wide, high).data, wide, high, GEOMETRY);
}

function canvasOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas.');
  return context;
}

function squares(lefts: readonly number[], tops: readonly number[], edge: number): Square[] {
  return tops.flatMap((top) => lefts.map((left) => [left, top, edge] as const));
}

/** Numbers 0..1, always the same ones. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}
