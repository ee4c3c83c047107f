/** Verbs that export photos: share, save copies, copy, list, open. */

import type { ReadonlySignal } from '@preact/signals';
import { datedName, stemOf } from '#core/file-names';
import { listingOf } from '#core/listing';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { LibraryWorker, PhotoDetails } from '#workers/library/contract';
import type { Match } from '../finding/contract';
import { allDetails } from '../library/details';
import type { Attempt, Notify } from '../shell/notices';
import type { Export, Items, ListFormat, Table } from './contract';
import { pickFolder } from './pick-folder';
import { openFile, saveFile } from './save-file';
import type { savingRuns } from './saving-run';

interface Parts {
  library: Pick<LibraryWorker, 'takeOut' | 'picture' | 'detailsOf'>;
  photos: ReadonlySignal<readonly PhotoCard[]>;
  /** Returns all matches of the present query; null if the query is empty. */
  matches: () => Promise<{ ranked: boolean; matches: readonly Match[] } | null>;
  attempt: Attempt;
  notify: Notify;
  runs: ReturnType<typeof savingRuns>;
}

export function takingOutVerbs({ library, photos, matches, attempt, notify, runs }: Parts) {
  const saveOne = async (photo: PhotoNo) => {
    const taken = await library.takeOut(photo);
    if (!taken) return;
    saveFile(taken.clip ? await zippedPair(taken.file, taken.clip) : taken.file);
    if (!taken.original) notify({ done: 'savedPreviews', count: 1 });
  };

  const saveSeveral = async (nos: readonly PhotoNo[]) => {
    if (!runs.isFree()) {
      notify({ done: 'savingNow' });
      return;
    }
    const folder = await pickFolder('copies');
    if (folder === 'none') return;
    const counts = { saved: 0, previews: 0 };
    const isWhole = await runs.run(nos.length, async ({ signal, step }) => {
      /** Reads photos one by one as the copies are written, so that only one is in memory. */
      const files = async function* () {
        for (const no of nos) {
          const taken = await library.takeOut(no);
          signal.throwIfAborted();
          if (!taken) continue;
          yield taken.clip ? [taken.file, taken.clip] : [taken.file];
          counts.saved++;
          if (!taken.original) counts.previews++;
          step(counts.saved);
        }
      };
      const { namedApart, namesIn, writeInto, zipFile } = await import('./copies');
      if (folder) await writeInto(folder, namedApart(files(), await namesIn(folder)), signal);
      else
        saveFile(
          new File([await zipFile(namedApart(files()))], datedName('zip'), { type: 'application/zip' }),
        );
    });
    // A cancelled ZIP has saved nothing; a folder has the copies written so far.
    if (!isWhole && !folder) return;
    notify({ done: 'saved', count: counts.saved });
    if (counts.previews > 0) notify({ done: 'savedPreviews', count: counts.previews });
  };

  const detailsOf = (cards: readonly PhotoCard[]) =>
    allDetails(
      library,
      cards.map(({ no }) => no),
    );

  const saveCopies = (nos: readonly PhotoNo[]) =>
    nos[0] && nos.length === 1 ? saveOne(nos[0]) : saveSeveral(nos);

  return {
    save: (nos) => attempt(() => saveCopies(nos)),
    cancel: () => runs.cancel(),
    share: (nos) =>
      attempt(async () => {
        const taken = await Promise.all(nos.map((no) => library.takeOut(no)));
        const files = taken.flatMap((one) => one?.file ?? []);
        if (files.length > 0 && !(await shareFiles(files))) await saveCopies(nos);
      }),
    copy: (nos) =>
      attempt(async () => {
        const [only] = nos;
        if (only && nos.length === 1) {
          // Safari requires the item synchronously; its content may be a promise.
          await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(library, only) })]);
          notify({ done: 'copied' });
          return;
        }
        const chosen = new Set(nos);
        const names = photos.peek().flatMap(({ no, name }) => (chosen.has(no) ? name : []));
        await navigator.clipboard.writeText(names.join('\n'));
        notify({ done: 'copiedNames', count: names.length });
      }),
    list: (format: ListFormat, nos?: readonly PhotoNo[]) =>
      attempt(async () => {
        const found = await matches();
        const shown = found?.matches.map(({ photo }) => photo) ?? photos.peek();
        const order = nos ?? shown.map(({ no }) => no);
        const scored = found?.ranked ? found.matches : [];
        saveFile(await listOf(await allDetails(library, order), scored, format));
      }),
    table: (table: Table) =>
      attempt(async () => {
        const { csvFile, pathsOf } = await import('./tables');
        saveFile(await csvFile(table, pathsOf(table.photos, await detailsOf(table.photos))));
      }),
    items: (items: Items) =>
      attempt(async () => {
        const { jsonFile, pathsOf } = await import('./tables');
        saveFile(await jsonFile(items, pathsOf(items.photos, await detailsOf(items.photos))));
      }),
    openOriginal: (photo) =>
      attempt(async () => {
        const taken = await library.takeOut(photo);
        if (!taken?.original) notify({ done: 'noOriginal' });
        else if (!openFile(taken.file)) saveFile(taken.file);
      }),
  } satisfies Partial<Export>;
}

/** @returns false if this device cannot share these files */
async function shareFiles(files: File[]): Promise<boolean> {
  if (!navigator.canShare?.({ files })) return false;
  try {
    await navigator.share({ files });
    return true;
  } catch (thrown) {
    // The user closed the share sheet: that counts as handled.
    return thrown instanceof DOMException && thrown.name === 'AbortError';
  }
}

/** Returns the photo as PNG, the only picture format that every clipboard accepts. */
async function pngOf(library: Parts['library'], photo: PhotoNo): Promise<Blob> {
  const taken = await library.takeOut(photo);
  // Of a video, the picture that stands for it.
  const picture = taken?.file.type.startsWith('video/') ? await library.picture(photo) : taken?.file;
  if (!picture) throw new Error(`Photo ${photo} is gone.`);
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

async function listOf(
  photos: readonly PhotoDetails[],
  matches: readonly Match[],
  format: ListFormat,
): Promise<File> {
  const found = new Map(matches.map((match) => [match.photo.no, match]));
  const listings = photos.map((photo) => listingOf(photo, found.get(photo.no)));
  const { csvOf, jsonOf } = await import('./photo-list');
  return format === 'csv'
    ? new File([csvOf(listings)], datedName('csv'), { type: 'text/csv' })
    : new File([jsonOf(listings)], datedName('json'), { type: 'application/json' });
}

/** Returns a ZIP of a Live Photo, because a browser saves one file at a time. */
async function zippedPair(still: File, clip: File): Promise<File> {
  const { namedApart, zipFile } = await import('./copies');
  const both = async function* () {
    yield [still, clip];
  };
  return new File([await zipFile(namedApart(both()))], `${stemOf(still.name)}.zip`, {
    type: 'application/zip',
  });
}
