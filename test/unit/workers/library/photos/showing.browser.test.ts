import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PhotoNo } from '#core/photo';
import { allCards } from '#store/card-packs';
import { eraseDatabase } from '#store/database';
import { allQueued } from '#store/queue';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { Showing } from '#workers/library/photos/showing';
import { Intake } from '#workers/library/sources/intake';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { newFolder, removeFolder, runParts, write } from '../library-doubles';

let folder: FileSystemDirectoryHandle;

beforeEach(async () => {
  await eraseDatabase();
  folder = await newFolder('Shown');
});

afterEach(async () => {
  await removeFolder('Shown');
  await eraseDatabase();
});

/** Adds files of these texts, which are their names too, and returns the photos in that order. */
async function bringIn(...texts: string[]): Promise<PhotoNo[]> {
  const picked = new PickedBytes();
  for (const text of texts) await write(folder, text, text);
  const source = { id: 'f', kind: 'folder', name: 'Shown', added: 0, handle: folder } as const;
  await new Intake(picked, () => undefined).addFolder(source);
  const nothing = async () => undefined;
  await runPipeline(await allQueued(), { ...runParts(), picked, committed: nothing, failed: nothing });
  const cards = await allCards();
  return texts.map((text) => cards.find(({ name }) => name === text)?.no ?? 0);
}

/** A pool whose decodings end when the test says so. */
function heldPool() {
  const held: { text: string; done: (copy: Blob | null) => void }[] = [];
  const view = (bytes: ArrayBuffer) =>
    new Promise<Blob | null>((done) => held.push({ text: new TextDecoder().decode(bytes), done }));
  return { held, pool: { view, dismiss: () => undefined } };
}

test('a format that browsers show is shown as it is, under the type of its bytes', async () => {
  const [no = 0] = await bringIn('plain.png');
  const { pool, held } = heldPool();
  const shown = await new Showing(pool).picture(no);
  expect(shown?.type).toBe('image/jpeg');
  expect(await shown?.text()).toBe('plain.png');
  expect(held).toEqual([]);
});

test.each(['heic-a.heic', 'turned.webp'])(
  '%s is decoded; if that fails, the preview is shown',
  async (name) => {
    const [no = 0] = await bringIn(name);
    const { pool, held } = heldPool();
    const showing = new Showing(pool);
    for (const copy of [new Blob(['copy']), null]) {
      const picture = showing.picture(no);
      await vi.waitFor(() => expect(held).toHaveLength(1));
      held.pop()?.done(copy);
      expect(await (await picture)?.text()).toBe(copy ? 'copy' : `preview of ${name}`);
    }
  },
);

test('two are decoded at a time, of those that wait the newest first', async () => {
  const numbers = await bringIn('heic-1.heic', 'heic-2.heic', 'heic-3.heic', 'heic-4.heic');
  const { pool, held } = heldPool();
  const showing = new Showing(pool);
  const pictures: Promise<Blob | null>[] = [];
  for (const no of numbers) {
    pictures.push(showing.picture(no));
    // Reading the store and the file takes a while: the next call comes after it.
    await vi.waitFor(() => expect(held.length + showing.waitingCalls).toBe(pictures.length));
  }
  expect(held.map(({ text }) => text)).toEqual(['heic-1.heic', 'heic-2.heic']);
  held[0]?.done(new Blob(['copy']));
  await vi.waitFor(() => expect(held).toHaveLength(3));
  expect(held[2]?.text).toBe('heic-4.heic');
  held[1]?.done(null);
  held[2]?.done(null);
  await vi.waitFor(() => expect(held).toHaveLength(4));
  held[3]?.done(null);
  await Promise.all(pictures);
});
