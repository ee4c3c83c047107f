/** Files that are missing or left out, and the photos that no view shows because of them; see core/away. */

import { Away, countsOf, isShown, type WhyAway } from '#core/away';
import type { Origin, Photo, PhotoCard, PhotoNo, SourceId } from '#core/photo';
import { database } from './database';
import { type PhotoTable, photoTable } from './photo-table';
import { setting } from './settings';
import type { Writable } from './stores';

/** The stores that settling takes, of one transaction. */
export interface Settled {
  photos: PhotoTable;
  origins: Writable<'origins'>;
  settings: Writable<'librarySettings'>;
}

/** What a change of files has made of photos. */
export interface Outcome {
  /** Cards of photos that are in view again. */
  back: PhotoCard[];
  /** Photos that no view shows any more. */
  left: PhotoNo[];
  /** Cards of photos that have the name of another of their files now, or another clip or none. */
  changed: PhotoCard[];
}

const SETTLED_STORES = ['photos', 'cardPacks', 'origins', 'librarySettings'] as const;

/** Files that are settled in one transaction. */
const BATCH = 1000;

/** Returns the photos that no view shows. */
export async function awayPhotos(): Promise<Away> {
  return new Away(await setting('away'));
}

/** Counts the photos of each source that are away, by reason. */
export async function awayCounts(sources: readonly SourceId[]): Promise<Record<WhyAway, number>[]> {
  const stored = (await setting('away')) ?? {};
  return sources.map((source) => countsOf(stored[source]));
}

/**
 * Decides for each photo from its files whether views show it, under which name, and whether it has a clip, inside the
 * transaction that has changed the files.
 */
export async function settle(
  { photos, origins, settings }: Settled,
  nos: Iterable<PhotoNo>,
): Promise<Outcome> {
  const away = await readAway(settings);
  const { size } = away;
  const outcome: Outcome = { back: [], left: [], changed: [] };
  const all = [...new Set(nos)];
  // Requests in parallel: one after the other, 25,000 photos take minutes.
  const [found, filesOf] = await Promise.all([
    Promise.all(all.map((no) => photos.get(no))),
    Promise.all(all.map((no) => origins.index('photo').getAll(no))),
  ]);
  for (const [i, no] of all.entries()) {
    const photo = found[i];
    const files = (photo && filesOf[i]) ?? [];
    const move = away.settle(no, files);
    if (move === 'left') outcome.left.push(no);
    if (!photo) continue;
    const now = withClipOf(withNameOf(photo, files), files);
    if (now !== photo) await photos.put(now);
    if (move === 'back') outcome.back.push(cardOf(now));
    else if (now !== photo && !away.has(no)) outcome.changed.push(cardOf(now));
  }
  if (size + away.size > 0) await settings.put(away.stored(), 'away');
  return outcome;
}

/** Takes photos that are being deleted off the list, inside the transaction that deletes them. */
export async function forgetAway(
  settings: Writable<'librarySettings'>,
  nos: readonly PhotoNo[],
): Promise<void> {
  const away = await readAway(settings);
  if (away.size === 0) return;
  for (const no of nos) away.forget(no);
  await settings.put(away.stored(), 'away');
}

/** Notes photos of a backup that are in no view, inside the transaction that adds them. */
export async function keepAway(
  settings: Writable<'librarySettings'>,
  photos: ReadonlyMap<PhotoNo, WhyAway>,
): Promise<void> {
  if (photos.size === 0) return;
  const away = await readAway(settings);
  for (const [no, why] of photos) away.keep(no, why);
  await settings.put(away.stored(), 'away');
}

/** No photo is offered for removal any more; those that go missing later are. */
export async function keepLooking(): Promise<void> {
  const tx = (await database()).transaction('librarySettings', 'readwrite');
  const away = await readAway(tx.store);
  away.keepLooking();
  await tx.store.put(away.stored(), 'away');
  await tx.done;
}

/** Settles photos whose files have not changed, such as those of a moved file that could not be read. */
export async function settlePhotos(nos: readonly PhotoNo[]): Promise<Outcome> {
  return inBatches(nos, (stores, batch) => settle(stores, batch));
}

/**
 * Notes what a look found of known files.
 * @param gone files that are not there. One whose photo has another file is forgotten; others become missing.
 *   A file that has changed in the store since the look began is left alone
 * @param back files that are there again, unchanged
 * @param moved photos that stay in view until a waiting file of the same size and date is read
 */
export async function noteFiles(
  gone: readonly Origin[],
  back: readonly Origin[],
  moved: ReadonlySet<PhotoNo>,
): Promise<Outcome> {
  const changes = [
    ...gone.map((file) => ({ file, here: false })),
    ...back.map((file) => ({ file, here: true })),
  ];
  return inBatches(changes, async (stores, batch) => {
    const nos = [...new Set(batch.map(({ file }) => file.photo))];
    const lists = await Promise.all(nos.map((no) => stores.origins.index('photo').getAll(no)));
    const filesOf = new Map(nos.map((no, i) => [no, lists[i] ?? []]));
    const photos = new Set<PhotoNo>();
    const writes: Promise<unknown>[] = [];
    for (const { file, here } of batch) {
      const { photo } = file;
      const files = filesOf.get(photo) ?? [];
      const stored = files.find((one) => isSameFile(one, file));
      if (!stored) continue;
      const others = files.filter((one) => one !== stored);
      const { missing, ...there } = stored;
      const isCopy = !here && others.some((one) => one.missing === undefined);
      const now = here ? there : { ...there, missing: missing ?? Date.now() };
      filesOf.set(photo, isCopy ? others : [...others, now]);
      writes.push(isCopy ? stores.origins.delete([file.source, file.path]) : stores.origins.put(now));
      if (here || isCopy || !moved.has(photo)) photos.add(photo);
    }
    await Promise.all(writes);
    return settle(stores, photos);
  });
}

/**
 * Decides anew for every file whether the user leaves it out.
 * @param isLeftOut of an existing file; a missing one is not asked about
 */
export async function sweepLeftOut(isLeftOut: (origin: Origin, photo: Photo) => boolean): Promise<Outcome> {
  const db = await database();
  const total: Outcome = { back: [], left: [], changed: [] };
  for (let after: [SourceId, string] | undefined; ; ) {
    const tx = db.transaction(SETTLED_STORES, 'readwrite');
    const stores = storesOf((name) => tx.objectStore(name));
    const range = after && IDBKeyRange.lowerBound(after, true);
    const files = await stores.origins.getAll(range, BATCH);
    const found = await Promise.all(files.map(({ photo }) => stores.photos.get(photo)));
    const photos = new Set<PhotoNo>();
    for (const [i, file] of files.entries()) {
      const photo = found[i];
      if (!photo || file.missing !== undefined) continue;
      const out = isLeftOut(file, photo);
      if (out === (file.leftOut === true)) continue;
      const { leftOut: _, ...rest } = file;
      await stores.origins.put(out ? { ...rest, leftOut: true } : rest);
      photos.add(file.photo);
    }
    if (photos.size > 0) add(total, await settle(stores, photos));
    await tx.done;
    const last = files.at(-1);
    if (!last) return total;
    after = [last.source, last.path];
  }
}

export function cardOf(photo: Photo): PhotoCard {
  const { no, name, width, height, color, taken, favourite, video, motion, live } = photo;
  return {
    no,
    name,
    width,
    height,
    color,
    taken,
    ...(favourite && { favourite }),
    ...(video && { video }),
    ...(motion && { motion }),
    ...(live && { live }),
  };
}

export async function inBatches<T>(
  items: readonly T[],
  work: (stores: Settled, batch: readonly T[]) => Promise<Outcome>,
): Promise<Outcome> {
  const db = await database();
  const total: Outcome = { back: [], left: [], changed: [] };
  for (let from = 0; from < items.length; from += BATCH) {
    const tx = db.transaction(SETTLED_STORES, 'readwrite');
    add(
      total,
      await work(
        storesOf((name) => tx.objectStore(name)),
        items.slice(from, from + BATCH),
      ),
    );
    await tx.done;
  }
  return total;
}

function storesOf(
  store: <Name extends (typeof SETTLED_STORES)[number]>(name: Name) => Writable<Name>,
): Settled {
  return { photos: photoTable(store), origins: store('origins'), settings: store('librarySettings') };
}

function add(total: Outcome, { back, left, changed }: Outcome): void {
  for (const card of back) total.back.push(card);
  for (const no of left) total.left.push(no);
  for (const card of changed) total.changed.push(card);
}

async function readAway(settings: Writable<'librarySettings'>): Promise<Away> {
  // The store holds values of several types; this name has this one.
  return new Away((await settings.get('away')) as ConstructorParameters<typeof Away>[0]);
}

function isSameFile(a: Origin, b: Origin): boolean {
  return a.source === b.source && a.path === b.path && a.bytes === b.bytes && a.modified === b.modified;
}

/** Gives a photo the name of one of the files that are shown, unless it has the name of one already. */
function withNameOf(photo: Photo, files: readonly Origin[]): Photo {
  const names = files.filter(isShown).map(({ path }) => nameIn(path));
  const [name] = names;
  return name === undefined || names.includes(photo.name) ? photo : { ...photo, name };
}

/** Marks a photo as a Live Photo if one of the files that are shown has a clip; else it plays nothing. */
function withClipOf(photo: Photo, files: readonly Origin[]): Photo {
  const shown = files.filter(isShown);
  const isLive = shown.some(({ clip }) => clip !== undefined);
  if (shown.length === 0 || isLive === (photo.live === true)) return photo;
  const { live: _, ...still } = photo;
  return isLive ? { ...still, live: true } : still;
}

/** Returns a file's name, without the number that intake adds to a path that comes twice in a pick. */
function nameIn(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.replace(/(\.\w+) \(\d+\)$/, '$1');
}
