/** The files of a gallery, one after the other: each photo's, then the page. */

import { Problem } from '#core/errors';
import { stemOf, uniqueNames } from '#core/file-names';
import type { GeoPoint } from '#core/photo';
import type { LibraryWorker, PhotoDetails } from '#workers/library/contract';
import type { Gallery } from '../contract';
import type { Entry } from '../copies';
import type { SavingRun } from '../saving-run';
import { type GalleryItem, pageOf } from './page';
import { isDated, type Piece, pieceOf } from './pieces';

export interface GalleryParts {
  library: Pick<LibraryWorker, 'reduced' | 'clipToGive' | 'takeOut' | 'facesIn'>;
  /** The city near a place, in the user's language; null if there is none, or that is unknown now. */
  cityAt: (place: GeoPoint) => Promise<string | null>;
}

/** What became of the photos, by their names. */
export interface Given {
  count: number;
  /** Their originals cannot be read now. */
  small: string[];
  /** What plays of them cannot be read now, or not be freed of its metadata: they are pictures alone. */
  still: string[];
  /** Nothing of them can be read. */
  missing: string[];
}

/** Copies under way: one is made while the one before is written. */
const AHEAD = 2;

/**
 * Yields all files of the gallery, the photos in their order.
 * @param given is filled meanwhile
 * @throws Problem `source-gone` if no photo can be given
 */
export async function* galleryEntries(
  photos: readonly PhotoDetails[],
  gallery: Gallery,
  parts: GalleryParts,
  { signal, step }: SavingRun,
  given: Given,
): AsyncGenerator<Entry> {
  const { size, tells, title, words } = gallery;
  const nameOf = uniqueNames();
  const items: GalleryItem[] = [];
  const pieces = ahead(photos, (photo) =>
    pieceOf(photo, { library: parts.library, size, dated: tells.dates }),
  );
  let done = 0;
  for await (const [photo, piece] of pieces) {
    signal.throwIfAborted();
    if (piece) {
      // Cameras put the date into names, people what is in the picture.
      const named = size === null || (tells.dates && tells.captions);
      const { entries, item } = placed(piece, items.length + 1, named, nameOf);
      yield* entries;
      items.push({ ...item, ...(await toldOf(photo, gallery, parts)) });
      if (piece.isStill) given.still.push(photo.name);
      else if (piece.isSmall) given.small.push(photo.name);
    } else given.missing.push(photo.name);
    step(++done);
  }
  given.count = items.length;
  if (items.length === 0) throw new Problem('source-gone', 'No photo can be read.');
  const page = await pageOf({ title, items, words });
  yield { path: 'index.html', file: new File([page], 'index.html', { type: 'text/html' }) };
}

type Placed = Pick<
  GalleryItem,
  'thumbnail' | 'picture' | 'moment' | 'original' | 'kind' | 'width' | 'height'
>;

/**
 * Gives the files their places.
 * @param number of the photo in the gallery, from 1
 * @param named whether files keep their names; else they are called by the number
 */
function placed(piece: Piece, number: number, named: boolean, nameOf: ReturnType<typeof uniqueNames>) {
  const { kind, picture, moment, original, thumbnail, width, height } = piece;
  const digits = String(number).padStart(4, '0');
  const called = ({ name }: File) => (named ? name : digits + name.slice(stemOf(name).length));
  const [name = '', clip = ''] = nameOf([picture, moment].flatMap((file) => (file ? called(file) : [])));
  // An original may have the name of its copy.
  const [own = ''] = original ? uniqueNames()([original.name]) : [];
  const small = `thumbnails/${digits}.jpg`;
  const folder = original && `originals/${digits} ${own}`;
  const file = new File([thumbnail], 'thumbnail.jpg', {
    type: 'image/jpeg',
    lastModified: picture.lastModified,
  });
  const entries: Entry[] = [
    { path: `photos/${name}`, file: picture },
    { path: small, file },
    ...(moment ? [{ path: `photos/${clip}`, file: moment }] : []),
    ...(original && folder ? [{ path: folder, file: original }] : []),
  ];
  const item: Placed = {
    ...{ kind, width, height, thumbnail: small },
    picture: addressOf(`photos/${name}`),
    moment: moment && addressOf(`photos/${clip}`),
    // What may hold a script is there, and not opened by a press.
    original: folder && !folder.toLowerCase().endsWith('.svg') ? addressOf(folder) : null,
  };
  return { entries, item };
}

function addressOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** What the gallery tells of a photo: nothing but what was asked for. */
async function toldOf(
  photo: PhotoDetails,
  { tells, words }: Gallery,
  { library, cityAt }: GalleryParts,
): Promise<Pick<GalleryItem, 'caption' | 'facts' | 'favourite' | 'seconds'>> {
  const { no, taken, place, tags = [] } = photo;
  const where = tells.places && place ? ((await cityAt(place)) ?? words.point(place)) : null;
  const faces = tells.people ? await library.facesIn(no).catch(() => null) : null;
  const people = new Set(faces?.flatMap(({ name, hidden }) => (hidden ? [] : name || [])));
  const facts = [
    tells.dates && isDated(photo) && words.day(taken),
    where,
    ...people,
    ...(tells.tags ? tags : []),
  ];
  return {
    caption: (tells.captions && photo.caption) || '',
    facts: facts.filter((fact) => typeof fact === 'string'),
    favourite: tells.favourites && photo.favourite === true,
    seconds: photo.video?.seconds ?? null,
  };
}

/** Works on a few items at a time. @param work must not reject */
async function* ahead<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): AsyncGenerator<[item: T, result: R]> {
  const underWay: Promise<[T, R]>[] = [];
  for (const item of items) {
    underWay.push(work(item).then((result) => [item, result]));
    if (underWay.length >= AHEAD) yield (await underWay.shift()) as [T, R];
  }
  yield* underWay;
}
