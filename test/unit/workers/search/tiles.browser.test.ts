import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NO_FILTER } from '#core/filter';
import type { PhotoCard, PhotoNo } from '#core/photo';
import { layRows, quantise } from '#core/quantise';
import { dot, normalise } from '#core/vector';
import { wallTime } from '#core/wall-clock';
import { noteFiles } from '#store/away';
import { eraseDatabase } from '#store/database';
import { commitArrivals, markPhotos, removePhotos } from '#store/photos';
import { enqueue } from '#store/queue';
import { updateSetting } from '#store/settings';
import { originsOf, putSource } from '#store/sources';
import { forgetTiles, keepTiles } from '#store/tiles';
import type { Question } from '#workers/search/contract';
import { Follower } from '#workers/search/follower';
import { PhotoFields } from '#workers/search/photo-fields';
import { rank } from '#workers/search/ranking';
import { VectorIndex } from '#workers/search/vector-index';
import { random } from './rows';

const SPACE = { id: 'test-1', dimension: 64, build: 'fp32' };
const next = random(5);

/** Of unit length. */
function vector(): Float32Array<ArrayBuffer> {
  const some = new Float32Array(SPACE.dimension).map(() => next());
  normalise(some);
  return some;
}

/** A vector with this cosine to another. */
function near(to: Float32Array, cosine: number): Float32Array<ArrayBuffer> {
  const other = vector();
  const along = dot(to, other);
  const across = other.map((x, i) => x - along * (to[i] as number));
  normalise(across);
  return across.map((x, i) => cosine * (to[i] as number) + Math.sqrt(1 - cosine ** 2) * x);
}

beforeEach(async () => {
  await eraseDatabase();
  await putSource({ id: 's', kind: 'folder', name: 'Photos', added: 0 });
  await updateSetting('makesTiles', () => 'on');
});
afterEach(() => eraseDatabase());

/** Adds photos with these vectors. @returns their numbers */
async function arrive(vectors: readonly Float32Array<ArrayBuffer>[]): Promise<PhotoNo[]> {
  const files = await enqueue(
    vectors.map((_, i) => ({
      source: 's',
      path: `${i}.jpg`,
      name: `${i}.jpg`,
      bytes: 1,
      modified: 1,
      tab: 't',
    })),
  );
  const facts = {
    width: 4,
    height: 3,
    color: 0,
    takenFrom: 'camera',
    type: 'image/jpeg',
    bytes: 1,
    added: 1,
  } as const;
  const { added } = await commitArrivals(
    files.map((file, i) => ({
      ...{ file, id: file.name },
      fresh: {
        photo: { ...facts, id: file.name, name: file.name, taken: wallTime(2024, 1, 1 + i) },
        ...{ thumbnail: new Blob(['t']), preview: new Blob(['p']) },
        embedding: vectors[i] as Float32Array<ArrayBuffer>,
      },
    })),
    SPACE,
  );
  return added.map(({ no }) => no);
}

async function keep(photo: PhotoNo, vectors: readonly Float32Array[]): Promise<void> {
  const { codes, scales } = layRows(vectors.map((vector) => ({ photo, ...quantise(vector) })));
  await keepTiles({ space: SPACE.id, photo, codes, scales });
}

async function opened(): Promise<Follower> {
  const follower = new Follower(SPACE.id, SPACE.dimension, await VectorIndex.create(SPACE.dimension));
  await follower.load();
  await follower.tiles.load();
  return follower;
}

const asked = (vector: Float32Array, more: Partial<Question> = {}): Question => ({
  ...{ vector, filter: NO_FILTER, without: null, limit: 10 },
  ...more,
});

async function found(follower: Follower, question: Question): Promise<PhotoNo[]> {
  return [...(await rank(question, follower, new PhotoFields())).photos];
}

/** The search worker tells both. */
async function tell(follower: Follower, added: PhotoCard[], removed: PhotoNo[]): Promise<void> {
  const event = { type: 'photos', added, removed } as const;
  await Promise.all([follower.follow(event), follower.tiles.follow(event)]);
}

describe('a photo with a tile that is what was asked for', () => {
  const query = vector();
  const wholes = Array.from({ length: 40 }, () => near(query, 0.1 * next()));
  const tiles = [vector(), near(query, 0.9), vector()];
  let photos: PhotoNo[];
  let small: PhotoNo;

  beforeEach(async () => {
    photos = await arrive(wholes);
    small = photos[17] as PhotoNo;
  });

  test('is the first with tiles, and somewhere without; the scores of others, their number and spread stay', async () => {
    const without = await rank(asked(query, { limit: 40 }), await opened(), new PhotoFields());
    expect(without.photos[0]).not.toBe(small);
    await keep(small, tiles);
    const ranking = await rank(asked(query, { limit: 40 }), await opened(), new PhotoFields());
    expect(ranking.photos[0]).toBe(small);
    expect(ranking.unread).toBeUndefined();
    const { deviation } = ranking.spread;
    expect(ranking.scores[0]).toBeCloseTo(0.9 - 1.25 * deviation, 2);
    expect([ranking.total, ranking.spread]).toEqual([without.total, without.spread]);
    const scoreOf = ({ photos, scores }: typeof ranking) =>
      new Map([...photos].flatMap((no, i) => (no === small ? [] : [[no, scores[i]]])));
    expect(scoreOf(ranking)).toEqual(scoreOf(without));
  });

  test('is found by a tile that comes later, and no more when all are deleted', async () => {
    const follower = await opened();
    await keep(small, tiles);
    await follower.tiles.follow({ type: 'tiled', space: 'another', photos: [small] });
    expect((await found(follower, asked(query)))[0]).not.toBe(small);
    await follower.tiles.follow({ type: 'tiled', space: SPACE.id, photos: [small] });
    await follower.tiles.follow({ type: 'tiled', space: SPACE.id, photos: [small] });
    expect((await found(follower, asked(query)))[0]).toBe(small);
    await forgetTiles();
    await follower.tiles.follow({ type: 'tiled', space: null, photos: [] });
    expect((await found(follower, asked(query)))[0]).not.toBe(small);
  });

  test('is not found while it is away or does not pass the filter, or is the query itself', async () => {
    await keep(small, tiles);
    const follower = await opened();
    expect((await found(follower, asked(query, { without: small }))).includes(small)).toBe(false);
    const filter = { ...NO_FILTER, favourite: true };
    const fields = new PhotoFields();
    const favourites = async (photo: PhotoNo) => {
      await fields.follow({ type: 'marked', photos: await markPhotos([photo], { favourite: true }) });
      return [...(await rank(asked(query, { filter }), follower, fields)).photos];
    };
    expect(await favourites(photos[3] as PhotoNo)).toEqual([photos[3]]);
    expect(await favourites(small)).toEqual([small, photos[3]]);

    const origin = (await originsOf('s')).find(({ photo }) => photo === small);
    if (!origin) throw new Error('No file.');
    const { left } = await noteFiles([origin], [], new Set());
    expect(left).toEqual([small]);
    await tell(follower, [], left);
    expect(await found(follower, asked(query, { limit: 40 }))).not.toContain(small);
    expect(await found(await opened(), asked(query, { limit: 40 }))).not.toContain(small);

    const { back } = await noteFiles([], [{ ...origin, missing: 1 }], new Set());
    await tell(follower, back, []);
    expect((await found(follower, asked(query)))[0]).toBe(small);
    await removePhotos([small]);
    await tell(follower, [], [small]);
    expect(await found(follower, asked(query, { limit: 40 }))).not.toContain(small);
  });

  test('loads nothing if the user wants no tiles', async () => {
    await keep(small, tiles);
    await updateSetting('makesTiles', () => null);
    const follower = await opened();
    expect(await follower.tiles.find(query, null, 10)).toEqual(new Map());
    expect((await found(follower, asked(query)))[0]).not.toBe(small);
  });
});

test('the ranking is that of a naive one: the best of the whole and of each tile with its handicap', async () => {
  const wholes = Array.from({ length: 150 }, vector);
  const photos = await arrive(wholes);
  const tiles = new Map<PhotoNo, Float32Array[]>();
  for (const [i, photo] of photos.entries()) {
    if (i % 2 === 0) tiles.set(photo, Array.from({ length: i % 3 === 0 ? 12 : 9 }, vector));
  }
  for (const [photo, vectors] of tiles) await keep(photo, vectors);
  const follower = await opened();
  for (let n = 0; n < 5; n++) {
    const query = vector();
    const ranking = await rank(asked(query), follower, new PhotoFields());
    const expected = photos
      .map((photo, i) => {
        const best = Math.max(...(tiles.get(photo) ?? []).map((tile) => dot(tile, query)));
        return {
          photo,
          score: Math.max(dot(wholes[i] as Float32Array, query), best - 1.25 * ranking.spread.deviation),
        };
      })
      .sort((a, b) => b.score - a.score);
    for (const [i, score] of ranking.scores.entries()) expect(score).toBeCloseTo(expected[i]?.score ?? 0, 2);
    expect(ranking.photos[0]).toBe(expected[0]?.photo);
  }
});

test('among photos that have nothing to do with the query, those with tiles come first about as often as others', async () => {
  const photos = await arrive(Array.from({ length: 400 }, vector));
  const tiled = new Set(photos.filter((_, i) => i % 2 === 0));
  // Parts of a photo are alike, and like the whole.
  const wholes = new Map<PhotoNo, Float32Array>();
  const follower = await opened();
  for (const photo of tiled) wholes.set(photo, (await follower.full.of([photo]))[0] as Float32Array);
  for (const [photo, whole] of wholes)
    await keep(
      photo,
      Array.from({ length: 9 }, () => near(whole, 0.7)),
    );
  await follower.tiles.follow({ type: 'tiled', space: SPACE.id, photos: [...tiled] });
  let first = 0;
  let plain = 0;
  for (let n = 0; n < 30; n++) {
    const query = vector();
    first += (await found(follower, asked(query))).filter((photo) => tiled.has(photo)).length;
    // Without the handicap.
    const best = await follower.tiles.find(query, null, 400);
    const { photos, scores } = await follower.scanner.find({
      vector: query,
      passing: null,
      without: null,
      limit: 400,
    });
    const maxima = [...photos].map((photo, i) => ({
      photo,
      score: Math.max(scores[i] as number, best.get(photo) ?? -1),
    }));
    maxima.sort((a, b) => b.score - a.score);
    plain += maxima.slice(0, 10).filter(({ photo }) => tiled.has(photo)).length;
  }
  expect(plain / 300).toBeGreaterThan(0.75);
  expect(first / 300).toBeLessThan(0.65);
});
