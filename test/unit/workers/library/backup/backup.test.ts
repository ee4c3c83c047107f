import { describe, expect, test } from 'vitest';
import type { WallTime } from '#core/wall-clock';
import type { KeptPhoto } from '#store/backup';
import { fileStart, frameOf } from '#workers/library/backup/format';
import { readBackup } from '#workers/library/backup/restoring';
import { backupOf } from '#workers/library/backup/writing';

const bytes = (...values: number[]) => ({ type: 'image/jpeg', bytes: Uint8Array.from(values).buffer });
const vector = (at: number) => ({
  space: 'a',
  build: 'b',
  vector: Float32Array.from([0, 1, 2], (i) => +(i === at)),
});

function kept(i: number): KeptPhoto {
  return {
    photo: {
      id: i.toString(16).padStart(64, '0'),
      name: `写真 ${i}.jpg`,
      width: 4,
      height: 3,
      color: 0x102030,
      taken: (-1000 + i) as WallTime,
      type: 'image/jpeg',
      bytes: 1234,
      takenFrom: 'camera',
      added: 5,
      offset: -540,
      place: { latitude: -35, longitude: 139 },
      tags: ['海', 'a"b'],
      favourite: true,
    },
    thumbnail: bytes(1, 2, i),
    preview: i % 2 === 0 ? bytes(9, 8, 7, 6) : null,
    vectors: [vector(i % 3)],
    frames: i === 1 ? [{ seconds: 2.5, preview: bytes(4), vectors: [vector(0)] }] : [],
  };
}

async function written(photos: readonly KeptPhoto[]): Promise<Uint8Array<ArrayBuffer>> {
  const each = async function* () {
    yield* photos;
  };
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const contents = { leaveOut: { icons: true as const }, total: photos.length, photos: each() };
  for await (const piece of backupOf(contents)) pieces.push(piece);
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

async function read(file: Uint8Array<ArrayBuffer>, chunk = 37) {
  const taken: KeptPhoto[] = [];
  const settings: object[] = [];
  let at = 0;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= file.length) controller.close();
      else controller.enqueue(file.slice(at, at + chunk));
      at += chunk;
    },
  });
  const outcome = await readBackup(stream, {
    photos: async (batch) => void taken.push(...batch),
    settings: async (kinds) => void settings.push(kinds),
    progress: () => undefined,
  });
  return { ...outcome, taken, settings };
}

describe('a backup', () => {
  const photos = Array.from({ length: 120 }, (_, i) => kept(i));

  test('is read as it was written, however its bytes arrive', async () => {
    const file = await written(photos);
    for (const chunk of [1000, 65_536]) {
      const { ending, taken, settings } = await read(file, chunk);
      expect(ending).toBe('whole');
      expect(taken).toEqual(photos);
      expect(settings).toEqual([{ icons: true }]);
    }
    expect((await read(await written([]), 1)).ending).toBe('whole');
  });

  test('is good up to where it is cut', async () => {
    const file = await written(photos);
    const { ending, photos: count, taken } = await read(file.slice(0, file.length / 2), 4096);
    expect(ending).toBe('short');
    expect(count).toBeGreaterThan(50);
    expect(taken).toEqual(photos.slice(0, count));
  });

  test('is good up to where it is damaged', async () => {
    const file = await written(photos);
    const middle = file.length >> 1;
    file[middle] = (file[middle] as number) ^ 1;
    const { ending, photos: count, taken } = await read(file, 4096);
    expect(ending).toBe('damaged');
    expect(taken).toEqual(photos.slice(0, count));
    expect(count).toBeGreaterThan(50);
  });

  test('is told from other files, and from those of a later version', async () => {
    expect((await read(new Uint8Array(0))).ending).toBe('foreign');
    expect((await read(new Uint8Array(1000))).ending).toBe('foreign');
    expect((await read(fileStart(2))).ending).toBe('newer');
    expect((await read(fileStart())).ending).toBe('short');
  });

  test('is not believed where its checksums are right and its rows are not', async () => {
    const row = {
      type: 'photo',
      photo: { ...kept(0).photo, id: '../x' },
      thumbnail: null,
      vectors: [],
      frames: [],
    };
    const long = { ...row, thumbnail: { type: 'image/jpeg', bytes: 1e9 } };
    const page = { ...row, photo: kept(0).photo, thumbnail: { type: 'text/html', bytes: 0 } };
    for (const header of [row, long, page, [], { type: 'photo' }]) {
      const file = new Blob([fileStart(), await frameOf(header)]);
      const { ending, taken } = await read(new Uint8Array(await file.arrayBuffer()));
      expect(ending).toBe(Array.isArray(header) ? 'short' : 'damaged');
      expect(taken).toEqual([]);
    }
  });

  test('yields whole rows alone after any of 500 mutations', async () => {
    const few = photos.slice(0, 4);
    const whole = await written(few);
    let seed = 18;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    for (let i = 0; i < 500; i++) {
      const at = random(whole.length);
      const file = [
        () => whole.slice(0, at),
        () => whole.map((byte, j) => (j === at ? byte ^ (1 + random(255)) : byte)),
        () => Uint8Array.from([...whole.slice(0, at), random(256), ...whole.slice(at)]),
        () => Uint8Array.from([...whole.slice(0, at), ...whole.slice(at + 1 + random(99))]),
      ][i % 4] as () => Uint8Array<ArrayBuffer>;
      const { ending, taken } = await read(file(), 512);
      expect(taken).toEqual(few.slice(0, taken.length));
      expect(ending).not.toBe('whole');
    }
  });
});
