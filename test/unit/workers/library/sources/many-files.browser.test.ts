import { afterEach, beforeEach, expect, test } from 'vitest';
import { wallTime } from '#core/wall-clock';
import { noteFiles } from '#store/away';
import { database, eraseDatabase } from '#store/database';
import { allQueued, queueCounts } from '#store/queue';
import { originsOf, putSource } from '#store/sources';
import { lookThrough } from '#workers/library/sources/look';
import { settleLooks } from '#workers/library/sources/rescan';

const MANY = 50_000;
const GONE = 2_500;

beforeEach(() => eraseDatabase());

afterEach(() => eraseDatabase());

/** Stands in for a handle: the store takes a copy of it, without its methods. */
class MadeFile {
  readonly kind = 'file';

  constructor(readonly name: string) {}

  /** A real file is registered with the browser's process, which would be most of what is measured. */
  async getFile() {
    ahead--;
    return { name: this.name, size: this.name.length, lastModified: 5 };
  }
}

/** How many files of the folder have been handed out and not been looked at yet. */
let ahead = 0;
let mostAhead = 0;

class MadeFolder {
  readonly kind = 'directory';
  readonly name = 'Many';

  constructor(readonly count: number) {}

  async *values() {
    for (let i = 0; i < this.count; i++) {
      mostAhead = Math.max(mostAhead, ++ahead);
      yield new MadeFile(`${i}.jpg`);
    }
  }

  async *keys() {
    yield* Array.from({ length: this.count }, (_, i) => `${i}.jpg`);
  }
}

function source(count: number) {
  // A real folder of this size takes minutes to write; a look uses these members of a handle alone.
  const handle = new MadeFolder(count) as unknown as FileSystemDirectoryHandle;
  return { id: 'many', kind: 'folder' as const, name: 'Many', added: 0, handle };
}

/** Writes the origins of all files, as if they were photos, and the photos of those that will be gone. */
async function takeIn(): Promise<void> {
  const tx = (await database()).transaction(['photos', 'origins', 'queue', 'run'], 'readwrite');
  const facts = {
    width: 1,
    height: 1,
    color: 0,
    taken: wallTime(2024),
    takenFrom: 'file' as const,
    added: 1,
  };
  for (let no = 1; no <= MANY; no++) {
    const name = `${no - 1}.jpg`;
    tx.objectStore('origins').put({ source: 'many', path: name, bytes: name.length, modified: 5, photo: no });
    if (no <= MANY - GONE) continue;
    tx.objectStore('photos').put({ no, id: name, name, type: 'image/jpeg', bytes: name.length, ...facts });
  }
  tx.objectStore('queue').clear();
  tx.objectStore('run').clear();
  await tx.done;
}

const noIndex = async () => undefined;

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  console.log(`${what}: ${Math.round(performance.now() - start)} ms`);
  return result;
}

test('50,000 files of one folder are queued, looked at and settled in bounded steps', async () => {
  let times = 0;
  const first = await timed('first look', () => lookThrough(source(MANY), () => times++, noIndex));
  expect(first).toMatchObject({ found: MANY, unread: [], gone: [] });
  expect((await queueCounts()).waiting).toBe(MANY);
  // Indexing begins after the first hundreds, and neither files nor transactions grow with the folder.
  expect({ times, mostAhead }).toEqual({ times: MANY / 500, mostAhead: 100 });

  await takeIn();
  const again = await timed('second look, nothing new', () =>
    lookThrough(source(MANY), () => times++, noIndex),
  );
  expect(again).toMatchObject({ found: 0, gone: [] });
  expect(await allQueued()).toEqual([]);

  const less = await timed('third look', () => lookThrough(source(MANY - GONE), () => times++, noIndex));
  expect(less.gone).toHaveLength(GONE);
  // The copy of the made handle in the store has no methods.
  const { handle: _, ...stored } = source(0);
  await putSource(stored);
  await timed('settling 2,500', () => settleLooks([less]));
  expect((await queueCounts()).done).toBe(0);
  const files = (await originsOf('many')).filter(({ missing }) => missing !== undefined);
  await timed('bringing 2,500 back', () => noteFiles([], files, new Set()));
  expect((await queueCounts()).done).toBe(GONE);
}, 120_000);
