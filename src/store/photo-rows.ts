/** Adds, joins and deletes the rows of photos in every store that has them, inside the transaction of the caller. */

import type { Marks, Photo, PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { forgetAway, type Settled } from './away';
import { type StoredBytes, toStored } from './bytes';
import { dropFaces } from './faces';
import { photoTable } from './photo-table';
import type { Writable } from './stores';
import { putVector, removeVectors } from './vectors';

/** The stores that hold a photo, its copies and vectors, the pictures of a video, and whether it is shown. */
export const PHOTO_STORES = [
  'photos',
  'cardPacks',
  'frames',
  'thumbnails',
  'previews',
  'origins',
  'embeddings',
  'fresh',
  'shards',
  'tiles',
  'words',
  'faces',
  'faceCrops',
  'librarySettings',
] as const;

export function photoStoresOf(
  store: <Name extends (typeof PHOTO_STORES)[number]>(name: Name) => Writable<Name>,
) {
  return {
    photos: photoTable(store),
    frames: store('frames'),
    thumbnails: store('thumbnails'),
    previews: store('previews'),
    origins: store('origins'),
    embeddings: store('embeddings'),
    fresh: store('fresh'),
    shards: store('shards'),
    tiles: store('tiles'),
    words: store('words'),
    faces: store('faces'),
    faceCrops: store('faceCrops'),
    settings: store('librarySettings'),
  };
}

export type PhotoStores = ReturnType<typeof photoStoresOf>;

/** One picture: what search and the viewer have of it. `Bytes` is a Blob, or what is stored of it. */
interface PictureRow<Bytes> {
  preview: Bytes;
  embedding: Float32Array<ArrayBuffer>;
}

interface NewRows<Bytes> extends PictureRow<Bytes> {
  thumbnail: Bytes;
  /** Of a video: its further pictures. */
  frames?: readonly (PictureRow<Bytes> & { seconds: number })[];
}

/** What is stored beside a new photo. */
export type FreshRows = NewRows<Blob>;

/** Reads the bytes of the copies, before the transaction. */
export async function storedRows({ frames, ...own }: FreshRows): Promise<NewRows<StoredBytes>> {
  const [thumbnail, preview, ...more] = await Promise.all(
    [own.thumbnail, own.preview, ...(frames ?? []).map((frame) => frame.preview)].map(toStored),
  );
  const stored = (bytes: StoredBytes | undefined) => bytes as StoredBytes;
  return {
    ...own,
    thumbnail: stored(thumbnail),
    preview: stored(preview),
    ...(frames && { frames: frames.map((frame, i) => ({ ...frame, preview: stored(more[i]) })) }),
  };
}

/** Adds a photo with its copies and vector, and the further pictures of a video with theirs. */
export async function addPhoto(
  stores: PhotoStores,
  photo: Omit<Photo, 'no'>,
  { frames = [], thumbnail, ...own }: NewRows<StoredBytes>,
  space: { id: SpaceId; build: string },
): Promise<PhotoNo> {
  const addPicture = async (no: PhotoNo, { preview, embedding }: PictureRow<StoredBytes>) => {
    await stores.previews.put(preview, no);
    const row = { space: space.id, photo: no, build: space.build, vector: embedding };
    await putVector(stores.embeddings, stores.fresh, row);
  };
  const no = await stores.photos.add(photo as Photo);
  await stores.thumbnails.put(thumbnail, no);
  await addPicture(no, own);
  for (const { seconds, ...picture } of frames) {
    const further = await nextNo(stores);
    await stores.frames.add({ no: further, photo: no, seconds });
    await addPicture(further, picture);
  }
  return no;
}

/**
 * Replaces a photo by the same one, read anew: under a new number, because pages and searches keep what they know of the
 * old one. Its files and the user's marks stay; words, faces and tiles are read anew.
 */
export async function replacePhoto(
  stores: PhotoStores,
  before: Photo,
  { favourite: _, tags: __, ...facts }: Omit<Photo, 'no'>,
  copies: NewRows<StoredBytes>,
  space: { id: SpaceId; build: string },
): Promise<Photo> {
  const { no, added, name, live } = before;
  const files = await stores.origins.index('photo').getAll(no);
  // First, because no two photos have the same bytes.
  await deletePhotos(stores, [no]);
  const own: Omit<Photo, 'no'> = { ...facts, name, added, ...(live && { live }) };
  const photo = carried(before, own);
  const anew = await addPhoto(stores, photo, copies, space);
  for (const file of files) await stores.origins.put({ ...file, photo: anew });
  return { ...photo, no: anew };
}

/** Takes a number of the photos' counter, so that it is never that of a photo. */
export async function nextNo({ photos }: PhotoStores): Promise<PhotoNo> {
  const no = await photos.add({} as Photo);
  await photos.delete(no);
  return no;
}

/** Deletes photos with their copies, origins and vectors, and the further pictures of videos with theirs. */
export async function deletePhotos(stores: PhotoStores, nos: readonly PhotoNo[]): Promise<void> {
  const { photos, frames, thumbnails, previews, origins, words, settings } = stores;
  const rows = new Set(nos);
  for (const no of nos) {
    await photos.delete(no);
    await thumbnails.delete(no);
    await previews.delete(no);
    await words.delete(no);
    await dropFaces(stores, no);
    for (const key of await origins.index('photo').getAllKeys(no)) await origins.delete(key);
    for (const further of await frames.index('photo').getAllKeys(no)) {
      rows.add(further);
      await frames.delete(further);
      await previews.delete(further);
    }
  }
  await removeVectors(stores, rows);
  await forgetAway(settings, nos);
}

/** A photo that has a file has no missing one: the file was moved, or a copy of it has come. */
export async function forgetMissing(origins: Settled['origins'], no: PhotoNo): Promise<void> {
  for (const { missing, source, path } of await origins.index('photo').getAll(no)) {
    if (missing !== undefined) await origins.delete([source, path]);
  }
}

/** Returns a photo with the user's marks of another one, beside its own. */
export function carried<P extends Pick<Photo, 'favourite' | 'tags'>>(
  from: Pick<Photo, 'favourite' | 'tags'>,
  to: P,
): P {
  const tags = [...new Set([...(from.tags ?? []), ...(to.tags ?? [])])];
  const favourite = from.favourite ?? to.favourite;
  return { ...to, ...(favourite && { favourite }), ...(tags.length > 0 && { tags }) };
}

export function withMarks(photo: Photo, { favourite, addTags = [], removeTags = [] }: Marks): Photo {
  const { favourite: before, tags: tagsBefore = [], ...rest } = photo;
  const tags = [...new Set([...tagsBefore, ...addTags])].filter((tag) => !removeTags.includes(tag));
  const isFavourite = favourite ?? before === true;
  return { ...rest, ...(isFavourite && { favourite: true }), ...(tags.length > 0 && { tags }) };
}

export function isMarkedAlike(a: Photo, b: Photo): boolean {
  return a.favourite === b.favourite && String(a.tags) === String(b.tags);
}
