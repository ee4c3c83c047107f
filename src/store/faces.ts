/**
 * Faces in photos, one row a photo, without faces if it has none; small pictures of them; and people. No backup has
 * them. What they are grouped by is read once and kept by the library worker, so each change says which edition it is of.
 */

import type { FaceKey, GroupedFace, PeopleChange, Person } from '#core/people';
import type { PhotoNo } from '#core/photo';
import { awayPhotos } from './away';
import { type StoredBytes, toBlob } from './bytes';
import { database } from './database';
import type { Writable } from './stores';

/** Everything about people. */
export interface AllFaces {
  faces: ReadonlyMap<PhotoNo, readonly GroupedFace[]>;
  people: readonly Person[];
  /** Grows with every change. */
  edition: number;
}

/** Rows and pictures of a photo that is new to `faces`. */
export interface NewFaces {
  photo: PhotoNo;
  crops: readonly (StoredBytes | null)[];
}

/** Numbers of people in a new library begin here. */
const FIRST = 1;

const STORES = ['faces', 'people', 'librarySettings'] as const;
const WRITTEN = [...STORES, 'faceCrops', 'photos'] as const;

export async function allFaces(): Promise<AllFaces> {
  const tx = (await database()).transaction(STORES);
  const [keys, rows, people, edition] = await Promise.all([
    tx.objectStore('faces').getAllKeys(),
    tx.objectStore('faces').getAll(),
    tx.objectStore('people').getAll(),
    tx.objectStore('librarySettings').get('peopleEdition'),
  ]);
  const faces = new Map(keys.map((photo, i) => [photo, rows[i] as readonly GroupedFace[]]));
  return { faces, people, edition: (edition as number | undefined) ?? FIRST };
}

export async function allPeople(): Promise<Person[]> {
  return (await database()).getAll('people');
}

/** Returns the photos in view that were not looked at yet, oldest number first, and how many are in view. */
export async function facelessPhotos(): Promise<{ unread: PhotoNo[]; total: number }> {
  const tx = (await database()).transaction(['photos', 'faces']);
  const [photos, done, away] = await Promise.all([
    tx.objectStore('photos').getAllKeys(),
    tx.objectStore('faces').getAllKeys(),
    awayPhotos(),
  ]);
  const seen = new Set(done);
  const shown = photos.filter((no) => !away.has(no));
  return { unread: shown.filter((no) => !seen.has(no)), total: shown.length };
}

/**
 * Applies a change, unless another one came before it, or the user wants no faces to be looked for.
 * @param edition that the change was made of
 * @param fresh a photo that is looked at for the first time; its row is in the change
 * @returns the edition after it; null if the change is of an older one, or nothing is wanted
 */
export async function changePeople(
  change: PeopleChange,
  edition: number,
  fresh: NewFaces | null = null,
): Promise<number | null> {
  const tx = (await database()).transaction(WRITTEN, 'readwrite', {
    durability: 'relaxed',
  });
  const settings = tx.objectStore('librarySettings');
  const isWanted = (await settings.get('findsFaces')) !== undefined;
  const now = ((await settings.get('peopleEdition')) as number | undefined) ?? FIRST;
  if (!isWanted || now !== edition) return null;
  for (const [photo, faces] of change.faces) {
    const isHere = (await tx.objectStore('photos').getKey(photo)) !== undefined;
    if (isHere) await tx.objectStore('faces').put(faces, photo);
    if (!isHere || photo !== fresh?.photo) continue;
    for (const [i, crop] of fresh.crops.entries()) {
      if (crop) await tx.objectStore('faceCrops').put(crop, [photo, i]);
    }
  }
  for (const person of change.people) await tx.objectStore('people').put(person);
  for (const id of change.gone) await tx.objectStore('people').delete(id);
  await settings.put(now + 1, 'peopleEdition');
  await tx.done;
  return now + 1;
}

/** Returns small pictures of faces, in the order given; null where there is none. */
export async function faceCrops(keys: readonly FaceKey[]): Promise<(Blob | null)[]> {
  const { store } = (await database()).transaction('faceCrops');
  const crops = await Promise.all(keys.map((key) => store.get([...key])));
  return crops.map((crop) => (crop ? toBlob(crop) : null));
}

/** Deletes all faces, their pictures and all people, and that anybody wanted them. */
export async function forgetFaces(): Promise<void> {
  const tx = (await database()).transaction(WRITTEN, 'readwrite');
  await tx.objectStore('faces').clear();
  await tx.objectStore('faceCrops').clear();
  await tx.objectStore('people').clear();
  await tx.objectStore('librarySettings').delete('findsFaces');
  await tx.objectStore('librarySettings').delete('peopleEdition');
  await tx.done;
}

/** Deletes the faces of a photo, inside the transaction that deletes the photo. */
export async function dropFaces(
  stores: {
    faces: Writable<'faces'>;
    faceCrops: Writable<'faceCrops'>;
    settings: Writable<'librarySettings'>;
  },
  photo: PhotoNo,
): Promise<void> {
  const { faces, faceCrops: crops, settings } = stores;
  if ((await faces.getKey(photo)) === undefined) return;
  await faces.delete(photo);
  await crops.delete(IDBKeyRange.bound([photo], [photo, []]));
  const edition = (await settings.get('peopleEdition')) as number | undefined;
  if (edition !== undefined) await settings.put(edition + 1, 'peopleEdition');
}
