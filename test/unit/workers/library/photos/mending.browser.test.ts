import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PhotoNo } from '#core/photo';
import { replaceCopies } from '#store/copies';
import { database, eraseDatabase } from '#store/database';
import { allPhotoNos, previewOf, thumbnailsOf } from '#store/photos';
import { allQueued } from '#store/queue';
import type { DecodeOutcome } from '#workers/decode/contract';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { Mending } from '#workers/library/photos/mending';
import { Intake } from '#workers/library/sources/intake';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { newFolder, removeFolder, runParts, write } from '../library-doubles';

const text = (content: string) => new Blob([content], { type: 'image/jpeg' });

/** Reads any bytes but those that say that they are damaged. */
const decode = vi.fn(async (bytes: ArrayBuffer): Promise<DecodeOutcome> => {
  const read = new TextDecoder().decode(bytes);
  if (read.startsWith('damaged')) return { ok: false, reason: 'damaged', detail: read };
  const copies = { thumbnail: text(`thumbnail of ${read}`), preview: text(`preview of ${read}`) };
  return {
    ok: true,
    picture: { type: 'image/jpeg', width: 1, height: 1, pixels: new Uint8Array(0), color: 0, ...copies },
  };
});

let folder: FileSystemDirectoryHandle;
let mending: Mending;
let no: PhotoNo;

beforeEach(async () => {
  await eraseDatabase();
  vi.clearAllMocks();
  mending = new Mending({ decode, dismiss: () => undefined });
  folder = await newFolder('Photos');
  await write(folder, 'red.jpg', 'red');
  const picked = new PickedBytes();
  const intake = new Intake(picked, () => undefined);
  await intake.addFolder({ id: 'f', kind: 'folder', name: 'Photos', added: 0, handle: folder });
  const told = async () => undefined;
  await runPipeline(await allQueued(), { ...runParts(), picked, committed: told, failed: told });
  [no] = (await allPhotoNos()) as [PhotoNo];
});

afterEach(async () => {
  await removeFolder('Photos');
  await eraseDatabase();
});

async function stored(): Promise<(string | undefined)[]> {
  const [thumbnail] = await thumbnailsOf([no]);
  return [await thumbnail?.text(), await (await previewOf(no))?.text()];
}

test('a damaged thumbnail is made of the preview, which stays', async () => {
  await replaceCopies(no, { thumbnail: text('damaged'), preview: text('sea') });
  const mended = await mending.mend([no]);
  expect(await mended.get(no)?.text()).toBe('thumbnail of sea');
  expect(await stored()).toEqual(['thumbnail of sea', 'sea']);
});

test('where the preview is damaged too, both are made of the original', async () => {
  await replaceCopies(no, { thumbnail: text('damaged'), preview: text('damaged') });
  await mending.mend([no]);
  expect(await stored()).toEqual(['thumbnail of red', 'preview of red']);
});

test('lost copies are made again', async () => {
  const db = await database();
  await db.clear('thumbnails');
  await db.clear('previews');
  await mending.mend([no]);
  expect(await stored()).toEqual(['thumbnail of red', 'preview of red']);
});

test('without anything to make it of, it stays as it is and is tried once; a removed photo has none', async () => {
  await replaceCopies(no, { thumbnail: text('damaged'), preview: text('damaged') });
  await folder.removeEntry('red.jpg');
  expect(await mending.mend([no, 999])).toEqual(new Map());
  const tried = decode.mock.calls.length;
  expect(await mending.mend([no])).toEqual(new Map());
  expect(decode).toHaveBeenCalledTimes(tried);
  expect(await stored()).toEqual(['damaged', 'damaged']);
});
