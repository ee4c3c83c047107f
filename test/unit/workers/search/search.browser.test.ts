import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NO_FILTER } from '#core/filter';
import type { PhotoNo } from '#core/photo';
import { dot, normalise } from '#core/vector';
import { wallTime } from '#core/wall-clock';
import { noteFiles } from '#store/away';
import { eraseDatabase } from '#store/database';
import { commitArrivals, markPhotos, removePhotos } from '#store/photos';
import { enqueue } from '#store/queue';
import { updateSetting } from '#store/settings';
import { originsOf, putSource } from '#store/sources';
import { packShards } from '#store/vectors';
import { forgetWords, keepWords } from '#store/words';
import type { LibraryEvent } from '#workers/library/contract';
import { Follower } from '#workers/search/follower';
import { Frames } from '#workers/search/frames';
import { matrix } from '#workers/search/matrix';
import { PhotoFields } from '#workers/search/photo-fields';
import { newest, rank } from '#workers/search/ranking';
import { VectorIndex } from '#workers/search/vector-index';
import { LibraryWords } from '#workers/search/words/library-words';
import { random } from './rows';

const SPACE = { id: 'test-1', dimension: 64, build: 'fp32' };
const next = random(3);

beforeEach(() => eraseDatabase());
afterEach(() => eraseDatabase());

function vector(): Float32Array<ArrayBuffer> {
  const some = new Float32Array(SPACE.dimension).map(() => next());
  normalise(some);
  return some;
}

/** Adds photos to the library, a day apart, the oldest first. */
async function arrive(vectors: readonly Float32Array<ArrayBuffer>[], folder = 'a') {
  await putSource({ id: 's', kind: 'folder', name: 'Photos', added: 0 });
  const files = await enqueue(
    vectors.map((_, i) => {
      const name = `${folder}-${i}.jpg`;
      return { source: 's', path: `${folder}/${name}`, name, bytes: 1, modified: 1, tab: 'this' };
    }),
  );
  const { added } = await commitArrivals(
    files.map((file, i) => ({
      file,
      id: file.name,
      fresh: {
        photo: {
          id: file.name,
          name: file.name,
          width: 4,
          height: 3,
          color: 0,
          taken: wallTime(2024, 1, 1 + i),
          takenFrom: 'camera',
          type: 'image/jpeg',
          bytes: 1,
          added: 1,
        },
        thumbnail: new Blob(['t']),
        preview: new Blob(['p']),
        embedding: vectors[i] as Float32Array<ArrayBuffer>,
      },
    })),
    SPACE,
  );
  return added;
}

async function opened(): Promise<Follower> {
  const follower = new Follower(SPACE.id, SPACE.dimension, await VectorIndex.create(SPACE.dimension));
  await follower.load();
  return follower;
}

function question(vector: Float32Array | null, more: { without?: PhotoNo; limit?: number } = {}) {
  return { vector, filter: NO_FILTER, without: null, limit: 10, ...more };
}

describe('search', () => {
  test('finds packed and other photos, with exact scores', async () => {
    const vectors = Array.from({ length: 106 }, vector);
    const cards = await arrive(vectors);
    await packShards(SPACE.id, 50);
    const follower = await opened();
    for (const i of [0, 50, 105]) {
      const asked = vectors[i] as Float32Array;
      const { photos, scores, total } = await rank(question(asked), follower, new PhotoFields());
      expect(photos[0]).toBe(cards[i]?.no);
      expect(scores[0]).toBeCloseTo(1, 6);
      expect(total).toBe(vectors.length);
    }
  });

  test('follows the library: added photos are found, removed ones are not', async () => {
    const [first, second] = [vector(), vector()];
    const [card] = await arrive([first]);
    const follower = await opened();
    const added = await arrive([second], 'b');
    await follower.follow({ type: 'photos', added, removed: [card?.no ?? 0] });
    const { photos } = await rank(question(second), follower, new PhotoFields());
    expect([...photos]).toEqual(added.map(({ no }) => no));
  });

  describe('words in photos', () => {
    const words = (...texts: string[]) => texts.map((text) => ({ text, corners: [], score: 1 }));
    const fieldsThat = async () => {
      await updateSetting('readsWords', () => 'on');
      const read = new LibraryWords();
      const fields = new PhotoFields(undefined, read);
      const follow = async (event: LibraryEvent) => {
        await read.follow(event);
        await fields.follow(event);
      };
      // Makes the index, which ranking does not wait for.
      const made = () => read.photosWith('');
      return { fields, follow, made };
    };
    const asking = (asked: Float32Array, more: object) => ({ ...question(asked), ...more });

    test('are found with exact scores, under the filter, also beyond the ranking', async () => {
      const vectors = [vector(), vector(), vector()] as const;
      const [a, b, c] = (await arrive(vectors)).map(({ no }) => no) as [PhotoNo, PhotoNo, PhotoNo];
      const { fields, made } = await fieldsThat();
      await keepWords({ photo: b, lines: words('Green Leaf', 'Whole Milk 1L') });
      await keepWords({ photo: c, lines: words('Milky Way') });
      const early = await rank(asking(vectors[0], { words: 'whole milk' }), await opened(), fields);
      expect(early).toMatchObject({ unread: true, written: [] });
      await made();
      const { photos, written } = await rank(
        asking(vectors[0], { words: 'whole milk', limit: 1 }),
        await opened(),
        fields,
      );
      expect([...photos]).toEqual([a]);
      expect(written).toMatchObject([{ photo: b, kind: 'whole', lines: [1] }]);
      expect(written[0]?.score).toBeCloseTo(dot(vectors[0], vectors[1]), 6);
      const filter = { ...NO_FILTER, written: ['milk'] };
      const under = await rank(asking(vectors[0], { filter }), await opened(), fields);
      expect([...under.photos].sort()).toEqual([b, c]);
      const none = await rank(
        asking(vectors[0], { filter: { ...NO_FILTER, written: ['leaf milk'] } }),
        await opened(),
        fields,
      );
      expect(none.total).toBe(0);
    });

    test('follow the library: read, gone and back, forgotten', async () => {
      const vectors = [vector(), vector()] as const;
      const cards = await arrive(vectors);
      const [a] = cards.map(({ no }) => no) as [PhotoNo, PhotoNo];
      const { fields, follow, made } = await fieldsThat();
      const filter = { ...NO_FILTER, written: ['のりば'] };
      const found = async () => {
        await made();
        const { photos, written } = await rank(
          asking(vectors[0], { filter, words: 'のりば' }),
          await opened(),
          fields,
        );
        expect(written.map(({ photo }) => photo)).toEqual([...photos]);
        return [...photos];
      };
      expect(await found()).toEqual([]);
      await keepWords({ photo: a, lines: words('バスのりば') });
      await follow({ type: 'read', photos: [a] });
      expect(await found()).toEqual([a]);
      await follow({ type: 'photos', added: [], removed: [a] });
      expect(await found()).toEqual([]);
      await follow({ type: 'photos', added: cards.slice(0, 1), removed: [] });
      expect(await found()).toEqual([a]);
      await forgetWords();
      await follow({ type: 'read', photos: null });
      expect(await found()).toEqual([]);
    });
  });

  test('does not find a photo whose file is missing, and finds it when the file is back', async () => {
    const vectors = [vector(), vector()] as const;
    const [a, b] = await arrive(vectors);
    const numbers = async (follower: Follower, fields: PhotoFields) => {
      const ranked = await rank(question(vectors[0]), follower, fields);
      const scored = await matrix(vectors[0], 1, SPACE.id, null);
      const all = await newest(question(null), fields);
      return [ranked, scored, all].map(({ photos }) => [...photos].sort());
    };
    const [follower, fields] = [await opened(), new PhotoFields()];
    const both = [a?.no, b?.no];
    expect(await numbers(follower, fields)).toEqual([both, both, both]);
    const files = (await originsOf('s')).filter(({ photo }) => photo === a?.no);

    const { left } = await noteFiles(files, [], new Set());
    const gone: LibraryEvent = { type: 'photos', added: [], removed: left };
    await Promise.all([follower.follow(gone), fields.follow(gone)]);
    expect(await numbers(follower, fields)).toEqual([[b?.no], [b?.no], [b?.no]]);
    // One that is opened now does not find it either.
    expect(await numbers(await opened(), new PhotoFields())).toEqual([[b?.no], [b?.no], [b?.no]]);

    const { back } = await noteFiles([], files, new Set());
    const again: LibraryEvent = { type: 'photos', added: back, removed: [] };
    await Promise.all([follower.follow(again), fields.follow(again)]);
    expect(await numbers(follower, fields)).toEqual([both, both, both]);
  });

  test('finds a photo as soon as its space is told to have it', async () => {
    const vectors = [vector(), vector()] as const;
    const follower = await opened();
    const [, b] = await arrive(vectors);
    const found = async () => (await rank(question(vectors[1]), follower, new PhotoFields())).photos;
    await follower.follow({ type: 'encoded', space: 'another', photos: [b?.no ?? 0] });
    expect(await found()).toHaveLength(0);
    await follower.follow({ type: 'encoded', space: SPACE.id, photos: [b?.no ?? 0] });
    expect([...(await found())]).toEqual([b?.no]);
  });

  test('does not restore a photo that is removed while its space is being read', async () => {
    const [card] = await arrive([vector()]);
    const follower = new Follower(SPACE.id, SPACE.dimension, await VectorIndex.create(SPACE.dimension));
    const removed = [card?.no ?? 0];
    await Promise.all([follower.load(), follower.follow({ type: 'photos', added: [], removed })]);
    expect(follower.scanner.size()).toBe(0);
  });

  test('stacks two nearly identical photos', async () => {
    const one = vector();
    const twin = one.map((x, i) => x + (i === 0 ? 0.05 : 0));
    normalise(twin);
    await arrive([one, vector(), twin]);
    const { stacks } = await rank(question(one), await opened(), new PhotoFields());
    expect([...stacks]).toEqual([0, 0, 2]);
  });

  test('finds no photos for a vector of another space', async () => {
    await arrive([vector()]);
    const { photos, total } = await rank(question(new Float32Array(9)), await opened(), new PhotoFields());
    expect([photos.length, total]).toEqual([0, 0]);
  });

  test('returns the newest first if there is no vector', async () => {
    const cards = await arrive([vector(), vector(), vector()]);
    const numbers = cards.map(({ no }) => no);
    const { photos, total } = await newest(question(null, { limit: 2 }), new PhotoFields());
    expect([...photos]).toEqual([numbers[2], numbers[1]]);
    expect(total).toBe(3);
  });
});

/** Adds a video with a picture for each vector, the first being its poster. */
async function filmed(vectors: readonly Float32Array<ArrayBuffer>[]) {
  const [poster, ...others] = vectors as [Float32Array<ArrayBuffer>];
  await putSource({ id: 's', kind: 'folder', name: 'Photos', added: 0 });
  const name = 'trip.mp4';
  const files = await enqueue([{ source: 's', path: name, name, bytes: 1, modified: 1, tab: 'this' }]);
  const facts = { id: name, name, width: 4, height: 3, color: 0, taken: wallTime(2024), bytes: 1, added: 1 };
  const { added } = await commitArrivals(
    files.map((file) => ({
      file,
      id: name,
      fresh: {
        photo: { ...facts, type: 'video/mp4', takenFrom: 'file', video: { seconds: 30, poster: 1 } },
        thumbnail: new Blob(['t']),
        preview: new Blob(['p']),
        embedding: poster,
        frames: others.map((embedding, i) => ({
          seconds: 10 * (i + 1),
          preview: new Blob(['p']),
          embedding,
        })),
      },
    })),
    SPACE,
  );
  return added;
}

describe('a video', () => {
  test('is one photo, for which its best picture answers', async () => {
    const scenes = [vector(), vector(), vector()] as const;
    const photos = await arrive([vector(), vector()]);
    const [video] = await filmed(scenes);
    const follower = await opened();
    for (const [scene, seconds] of [
      [scenes[1], 10],
      [scenes[2], 20],
    ] as const) {
      const { frames, ...found } = await rank(question(scene), follower, new PhotoFields());
      expect(found.photos[0]).toBe(video?.no);
      expect(found.scores[0]).toBeCloseTo(1, 6);
      expect(frames).toMatchObject([{ photo: video?.no, seconds }]);
      expect([...found.photos].sort()).toEqual([...photos, video].map((card) => card?.no));
      expect(found.total).toBe(3);
      expect(found.spread.count).toBe(5);
    }
    const { frames, photos: best } = await rank(question(scenes[0]), follower, new PhotoFields());
    expect([best[0], frames.length]).toEqual([video?.no, 0]);
  });

  test('does not crowd out photos where only a few are asked for', async () => {
    const scene = vector();
    const near = () => {
      const other = scene.map((x) => x + next() / 50);
      normalise(other);
      return other;
    };
    const [photo] = await arrive([vector()]);
    const [video] = await filmed(Array.from({ length: 16 }, near));
    const { photos, total } = await rank(question(scene, { limit: 2 }), await opened(), new PhotoFields());
    expect([...photos]).toEqual([video?.no, photo?.no]);
    expect(total).toBe(2);
  });

  test('is not hidden behind a photo that one of its pictures shows', async () => {
    const scene = vector();
    await arrive([scene]);
    await filmed([vector(), scene]);
    const { stacks } = await rank(question(scene), await opened(), new PhotoFields());
    expect([...stacks]).toEqual([0, 1]);
  });

  test('passes a filter with all its pictures, and leaves with them', async () => {
    const scenes = [vector(), vector()] as const;
    await arrive([vector()]);
    const frames = new Frames();
    const scanner = await VectorIndex.create(SPACE.dimension);
    const follower = new Follower(SPACE.id, SPACE.dimension, scanner, frames);
    const fields = new PhotoFields(frames);
    await follower.load();
    const videos = { ...question(scenes[1]), filter: { ...NO_FILTER, kinds: ['video'] } };
    expect((await rank(videos, follower, fields)).total).toBe(0);
    const added = await filmed(scenes);
    const no = added[0]?.no ?? 0;
    const tell = async (event: LibraryEvent) => {
      for (const listener of [frames, follower, fields]) await listener.follow(event);
    };
    await tell({ type: 'photos', added, removed: [] });
    const found = await rank(videos, follower, fields);
    expect([...found.photos, found.total]).toEqual([no, 1]);
    expect(found.scores[0]).toBeCloseTo(1, 6);
    const others = { ...videos, filter: { ...NO_FILTER, kinds: ['jpeg'] } };
    expect((await rank(others, follower, fields)).total).toBe(1);
    expect((await rank({ ...question(scenes[1]), without: no }, follower, fields)).total).toBe(1);
    await removePhotos([no]);
    await tell({ type: 'photos', added: [], removed: [no] });
    expect(scanner.size()).toBe(1);
    expect((await rank(question(scenes[1]), follower, fields)).total).toBe(1);
  });

  test('answers with none of its pictures while its file is missing, and with all when it is back', async () => {
    const scenes = [vector(), vector()] as const;
    const [photo] = await arrive([vector()]);
    const [video] = await filmed(scenes);
    const frames = new Frames();
    const scanner = await VectorIndex.create(SPACE.dimension);
    const follower = new Follower(SPACE.id, SPACE.dimension, scanner, frames);
    const fields = new PhotoFields(frames);
    await follower.load();
    const tell = async (event: LibraryEvent) => {
      for (const listener of [frames, follower, fields]) await listener.follow(event);
    };
    const asked = question(scenes[1]);
    const filtered = { ...asked, filter: { ...NO_FILTER, kinds: ['video', 'jpeg'] } };
    const numbers = async (of: Follower, inFields: PhotoFields) => {
      const found = [await rank(asked, of, inFields), await rank(filtered, of, inFields)];
      return found.map(({ photos, total, spread }) => [[...photos], total, spread.count]);
    };
    const all = [[video?.no, photo?.no], 2, 3];
    const others = [[photo?.no], 1, 1];
    expect(await numbers(follower, fields)).toEqual([all, all]);
    const files = (await originsOf('s')).filter((origin) => origin.photo === video?.no);

    const { left } = await noteFiles(files, [], new Set());
    await tell({ type: 'photos', added: [], removed: left });
    expect(await numbers(follower, fields)).toEqual([others, others]);
    // One that is opened now does not find it either.
    expect(await numbers(await opened(), new PhotoFields())).toEqual([others, others]);

    const { back } = await noteFiles([], files, new Set());
    await tell({ type: 'photos', added: back, removed: [] });
    expect(await numbers(follower, fields)).toEqual([all, all]);
    expect((await rank(asked, follower, fields)).frames).toMatchObject([{ seconds: 10 }]);
  });

  test('passes a filter with all its pictures, also one that was asked for before the space was open', async () => {
    const scenes = [vector(), vector()] as const;
    const [video] = await filmed(scenes);
    const frames = new Frames();
    const fields = new PhotoFields(frames);
    const videos = { ...question(scenes[1]), filter: { ...NO_FILTER, kinds: ['video'] } };
    expect([...(await newest(videos, fields)).photos]).toEqual([video?.no]);
    const scanner = await VectorIndex.create(SPACE.dimension);
    const follower = new Follower(SPACE.id, SPACE.dimension, scanner, frames);
    await follower.load();
    expect((await rank(videos, follower, fields)).scores[0]).toBeCloseTo(1, 6);
  });

  test('has one row in a matrix', async () => {
    const scenes = [vector(), vector()] as const;
    const [video] = await filmed(scenes);
    const frames = new Frames();
    await frames.load();
    const { photos } = await matrix(scenes[1], 1, SPACE.id, null, frames);
    expect([...photos]).toEqual([video?.no]);
  });
});

describe('a filter', () => {
  test('is applied before anything is scored, and follows added and removed photos', async () => {
    const asked = vector();
    const cards = await arrive([vector(), asked]);
    await arrive([vector()], 'b');
    const follower = await opened();
    const fields = new PhotoFields();
    const inB = { ...question(asked), filter: { ...NO_FILTER, texts: ['b-'] } };
    expect((await rank(inB, follower, fields)).total).toBe(1);
    const more = await arrive([vector(), vector()], 'b-more');
    for (const listener of [follower, fields]) {
      await listener.follow({ type: 'photos', added: more, removed: [] });
    }
    const { photos, spread } = await rank(inB, follower, fields);
    expect(spread.count).toBe(3);
    expect([...photos]).not.toContain(cards[1]?.no);
    const removed = more.map(({ no }) => no);
    await removePhotos(removed);
    for (const listener of [follower, fields]) await listener.follow({ type: 'photos', added: [], removed });
    expect((await rank(inB, follower, fields)).total).toBe(1);
    expect((await newest(inB, fields)).total).toBe(1);
  });

  test('follows marks as soon as they are made', async () => {
    const [card] = await arrive([vector(), vector()]);
    const fields = new PhotoFields();
    const favourites = { ...question(null), filter: { ...NO_FILTER, favourite: true } };
    expect((await newest(favourites, fields)).total).toBe(0);
    const photos = await markPhotos([card?.no ?? 0], { favourite: true, addTags: ['sea'] });
    await fields.follow({ type: 'marked', photos });
    expect([...(await newest(favourites, fields)).photos]).toEqual([card?.no]);
    expect((await fields.facets()).tags).toEqual([{ value: 'sea', count: 1 }]);
  });
});

test('a matrix has a row of exact scores for each photo that passes', async () => {
  const vectors = [vector(), vector(), vector()];
  const cards = await arrive(vectors);
  const both = new Float32Array([...(vectors[0] ?? []), ...(vectors[2] ?? [])]);
  const all = await matrix(both, 2, SPACE.id, null);
  expect([...all.photos]).toEqual(cards.map(({ no }) => no));
  expect(all.scores.length).toBe(6);
  expect(all.scores[0]).toBeCloseTo(1, 6);
  expect(all.scores[5]).toBeCloseTo(1, 6);
  const last = cards[2]?.no ?? 0;
  const bits = new Uint32Array(1).fill(2 ** last);
  const some = await matrix(both, 2, SPACE.id, { bits, version: 1 });
  expect([...some.photos]).toEqual([last]);
  expect([...some.scores]).toEqual([...all.scores.slice(4)]);
});
