/** Whether a photo passes a filter. Apart from `filter.ts`, because the page asks search instead. */

import { isInBounds } from './bounds';
import {
  type CameraName,
  type Filter,
  type FolderArea,
  kilometres,
  orientationOf,
  type PhotoFacts,
} from './filter';
import { folded } from './folding';
import type { GeoPoint } from './photo';
import { isVideoType } from './video-type';

export function passes(photo: PhotoFacts, filter: Filter): boolean {
  const { taken, orientation } = filter;
  if (taken && !(photo.taken >= taken.from && photo.taken < taken.before)) return false;
  if (filter.favourite && !photo.favourite) return false;
  if (orientation && orientationOf(photo) !== orientation) return false;
  if (!oneOf(filter.kinds, (kind) => kindsOf(photo.type).includes(kind))) return false;
  if (!oneOf(filter.cameras, (name) => isCamera(photo, name))) return false;
  if (!oneOf(filter.folders, (folder) => isIn(photo, folder))) return false;
  const { place } = photo;
  if (!oneOf(filter.places, (area) => place !== undefined && isAt(place, area))) return false;
  const tags = photo.tags.map(folded);
  if (!filter.tags.every((tag) => tags.includes(folded(tag)))) return false;
  if (filter.withoutTags.some((tag) => tags.includes(folded(tag)))) return false;
  if (filter.texts.length + filter.withoutTexts.length === 0) return true;
  const said = folded([photo.name, photo.caption ?? '', ...photo.origins.map(fullPath)].join('\n'));
  return (
    filter.texts.every((text) => said.includes(folded(text))) &&
    !filter.withoutTexts.some((text) => said.includes(folded(text)))
  );
}

/** Returns a media type as people say it: "jpeg" of "image/jpeg", "nef" of "image/x-nikon-nef". */
function kindOf(type: string): string {
  const name = type.replace(/^\w+\/(x-(.*-)?|vnd\..*\.)?/, '');
  return SHORT[name] ?? name;
}

/** Kinds whose media type says it longer than people do. */
const SHORT: Readonly<Record<string, string>> = {
  photoshop: 'psd',
  'svg+xml': 'svg',
  icon: 'ico',
  quicktime: 'mov',
  matroska: 'mkv',
  '3gpp': '3gp',
  '3gpp2': '3g2',
};

/** A video is of two kinds: "video" and that of its container. */
export function kindsOf(type: string): string[] {
  return isVideoType(type) ? ['video', kindOf(type)] : [kindOf(type)];
}

/** An empty list is no condition. */
function oneOf<T>(wanted: readonly T[], holds: (value: T) => boolean): boolean {
  return wanted.length === 0 || wanted.some(holds);
}

/** Whether a point is in a circle or in bounds. */
function isAt(place: GeoPoint, area: Filter['places'][number]): boolean {
  return 'within' in area ? kilometres(place, area) <= area.within : isInBounds(place, area);
}

function isCamera({ camera = '' }: PhotoFacts, name: CameraName): boolean {
  return typeof name === 'string'
    ? folded(camera) === folded(name)
    : folded(camera).includes(folded(name.part));
}

function isIn({ origins }: PhotoFacts, { source, path }: FolderArea): boolean {
  if (source === null) {
    const name = `/${folded(path)}/`;
    return origins.some((origin) => `/${folded(fullPath(origin))}`.includes(name));
  }
  const below = path === '' ? '' : `${path}/`;
  return origins.some((origin) => origin.source === source && origin.path.startsWith(below));
}

function fullPath({ root, path }: PhotoFacts['origins'][number]): string {
  return root ? `${root}/${path}` : path;
}
