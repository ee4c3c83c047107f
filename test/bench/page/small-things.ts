/**
 * Whether small things in large photos are found better by tiles, and whether photos with tiles crowd out others. The
 * photos are made: each photo of the album is pasted, small, into others of the album, in the shape that most cameras
 * give.
 */

import { wrap } from 'comlink';
import { BACKGROUND_QUERIES } from '#core/background';
import { promptsOf } from '#core/query/prompts';
import { resizeToSquare } from '#core/resize';
import { type Tile, tileScore, tilesOf } from '#core/tiles';
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

/** How often another half of a library gets tiles. */
const HALVES = 10;

/** How a photo's score is made of that of the whole and that of its best tile. */
const WAYS = {
  'the whole': (whole: number) => whole,
  'the best of the whole and its tiles': (whole: number, tile: number) => Math.max(whole, tile),
  'the same with the handicap of tiles, as the app does': (whole: number, tile: number, deviation: number) =>
    Math.max(whole, tileScore(tile, deviation)),
} as const;
type Way = keyof typeof WAYS;

interface Made {
  /** Photos of the album, by name; null if nothing is pasted into it. */
  thing: string | null;
  background: string;
  /** Of the whole, then of the tiles. */
  vectors: readonly Float32Array[];
}

interface Asked {
  vector: Float32Array;
  /** The album's photos that are right. */
  right: readonly string[];
}

export interface SmallThings {
  /** Right ones among the first 5 and 10, as a fraction of as many as there could be, by kind of query and way. */
  recall: Record<'words' | 'a picture', Record<Way, [five: number, ten: number]>>;
  /**
   * Photos with tiles among the ten best of those that have nothing to do with the query, if half of the library has
   * tiles; as a fraction.
   */
  tiled: Record<'words' | 'a picture', Record<Way, number>>;
  /** Milliseconds to encode all vectors of a photo, without decoding. */
  encoding: Record<'the whole' | 'the whole and its nine tiles', number>;
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
  const plain: Made[] = [];
  const vectorsOf = (photo: OffscreenCanvasRenderingContext2D) =>
    encode([null, ...tilesOf(photo.canvas)].map((tile) => squareOf(photo, tile)));
  for (const [i, name] of names.entries()) {
    const thing = pictures.get(name) as ImageBitmap;
    const canvas = canvasOf(thing.width, thing.height);
    canvas.drawImage(thing, 0, 0);
    const [vector] = await encode([squareOf(canvas, null)]);
    own.push({ vector: vector as Float32Array, right: [name] });
    plain.push({ thing: null, background: name, vectors: await vectorsOf(filled(thing)) });
    for (let n = 0; n < BACKGROUNDS; n++) {
      // Steps that have no common divisor with the album's 42 photos.
      const background = names[(i + 5 + 11 * n) % names.length] as string;
      const photo = pasted(pictures.get(background) as ImageBitmap, thing, share, random);
      made.push({ thing: name, background, vectors: await vectorsOf(photo) });
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
    tiled: {
      words: each((way) => tiledAmong(words, plain, way)),
      'a picture': each((way) => tiledAmong(own, plain, way)),
    },
    encoding: { 'the whole': ms, 'the whole and its nine tiles': 10 * ms },
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
  await encoder.openText(entry, STARTER.dimension, 'wasm', 1);
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
    const photos = made.filter(({ background }) => !right.includes(background));
    const ranked = ranking(vector, photos, way, () => true);
    const isRight = ({ thing }: Made) => thing !== null && right.includes(thing);
    const total = ranked.filter(isRight).length;
    const among = (first: number) => ranked.slice(0, first).filter(isRight).length / Math.min(first, total);
    return [among(5), among(10)] as const;
  });
  return [mean(recalls.map(([five]) => five)), mean(recalls.map(([, ten]) => ten))];
}

/** See `SmallThings.tiled`. */
function tiledAmong(asked: readonly Asked[], plain: readonly Made[], way: Way): number {
  const random = seeded(7);
  const shares = asked.flatMap(({ vector, right }) =>
    Array.from({ length: HALVES }, () => {
      const shuffled = plain
        .map((photo) => ({ photo, at: random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ photo }) => photo);
      const tiled = new Set(shuffled.slice(0, plain.length / 2));
      const ranked = ranking(vector, plain, way, (photo) => tiled.has(photo));
      const unrelated = ranked.filter(({ background }) => !right.includes(background));
      return unrelated.slice(0, 10).filter((photo) => tiled.has(photo)).length / 10;
    }),
  );
  return mean(shares);
}

/** @returns the photos, best first */
function ranking(
  vector: Float32Array,
  photos: readonly Made[],
  way: Way,
  isTiled: (photo: Made) => boolean,
): Made[] {
  const scores = photos.map(({ vectors }) => vectors.map((each) => dot(each, vector)));
  const wholes = scores.map(([whole = 0]) => whole);
  const middle = mean(wholes);
  const deviation = Math.sqrt(mean(wholes.map((whole) => (whole - middle) ** 2)));
  return photos
    .map((photo, i) => {
      const [whole = 0, ...tiles] = scores[i] ?? [];
      return { photo, score: isTiled(photo) ? WAYS[way](whole, Math.max(...tiles), deviation) : whole };
    })
    .sort((a, b) => b.score - a.score)
    .map(({ photo }) => photo);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** A photo of the album in the size of the made ones. */
function filled(picture: ImageBitmap): OffscreenCanvasRenderingContext2D {
  const context = canvasOf(WIDTH, HEIGHT);
  const scale = Math.max(WIDTH / picture.width, HEIGHT / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height);
  return context;
}

/** A photo that another is pasted into, somewhere, as a square. */
function pasted(background: ImageBitmap, thing: ImageBitmap, share: number, random: () => number) {
  const context = filled(background);
  const edge = Math.round(HEIGHT * share);
  const from = Math.min(thing.width, thing.height);
  const [x, y] = [random() * (WIDTH - edge), random() * (HEIGHT - edge)].map(Math.round) as [number, number];
  context.drawImage(
    ...([thing, (thing.width - from) / 2, (thing.height - from) / 2, from, from] as const),
    ...([x, y, edge, edge] as const),
  );
  return context;
}

/** @param tile null for the whole, of which the encoder takes the middle */
function squareOf(context: OffscreenCanvasRenderingContext2D, tile: Tile | null): Uint8Array<ArrayBuffer> {
  const { width, height } = context.canvas;
  const { left, top, edge } = tile ?? { left: 0, top: 0, edge: 0 };
  const [wide, high] = tile ? [edge, edge] : [width, height];
  return resizeToSquare(context.getImageData(left, top, wide, high).data, wide, high, GEOMETRY);
}

function canvasOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas.');
  return context;
}

/** Numbers 0..1, always the same ones. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}
