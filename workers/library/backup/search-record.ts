/** A saved search as a record of a backup, and back. */

import type { GeoBounds } from '#core/bounds';
import type { CameraName, Filter, Orientation, PlaceArea, TimeRange } from '#core/filter';
import type { GeoPoint } from '#core/photo';
import { EVER_AFTER, EVER_BEFORE } from '#core/wall-clock';
import type { KeptFolder, KeptJudgement, KeptSearch } from '#store/kept-searches';
import { amount, fields, hash, isWithin, list, text } from './checks';
import { type BackupRecord, frameOf } from './format';

/** JSON writes the infinite end of an open range as null. */
export function searchRecordOf(search: KeptSearch): Promise<Uint8Array<ArrayBuffer>> {
  return frameOf({ type: 'search', search });
}

/** @returns null if the record does not describe a search */
export function searchIn({ header }: BackupRecord): KeptSearch | null {
  try {
    const { id, name, added, text: asked, filter, photo, judgements } = fields(fields(header).search);
    return {
      id: text(id),
      name: text(name),
      added: amount(added),
      text: text(asked),
      filter: filterIn(fields(filter)),
      photo: photo === null ? null : hash(photo),
      ...(judgements !== undefined && { judgements: list(judgements, judgementIn) }),
    };
  } catch {
    return null;
  }
}

function judgementIn(value: unknown): KeptJudgement {
  const { photos, wanted } = fields(value);
  return { photos: list(photos, hash), wanted: wanted === true };
}

function filterIn(given: Record<string, unknown>): KeptSearch['filter'] {
  const { written, people, withoutPeople, company, taken, orientation, favourite } = given;
  return {
    texts: list(given.texts, text),
    withoutTexts: list(given.withoutTexts, text),
    ...(written !== undefined && { written: list(written, text) }),
    ...(people !== undefined && { people: list(people, text) }),
    ...(withoutPeople !== undefined && { withoutPeople: list(withoutPeople, text) }),
    ...(company !== undefined && { company: companyIn(company) }),
    taken: taken === null ? null : rangeIn(fields(taken)),
    places: list(given.places, placeIn),
    cameras: list(given.cameras, cameraIn),
    folders: list(given.folders, folderIn),
    kinds: list(given.kinds, text),
    orientation: orientation === null ? null : orientationIn(orientation),
    tags: list(given.tags, text),
    withoutTags: list(given.withoutTags, text),
    favourite: favourite === true,
  };
}

function companyIn(value: unknown): NonNullable<Filter['company']> {
  if (value !== 'only' && value !== 'none') throw new Error('No company.');
  return value;
}

function rangeIn({ from, before }: Record<string, unknown>): TimeRange {
  const end = (value: unknown, open: number) => {
    if (value !== null && !isWithin(value, 8.64e15)) throw new Error('No moment.');
    return (value ?? open) as TimeRange['from'];
  };
  return { from: end(from, EVER_BEFORE), before: end(before, EVER_AFTER) };
}

function placeIn(value: unknown): PlaceArea | GeoBounds {
  const { latitude, longitude, within, south, west, north, east } = fields(value);
  if (within === undefined) {
    const [from, to] = [pointIn(south, west), pointIn(north, east)];
    return { south: from.latitude, west: from.longitude, north: to.latitude, east: to.longitude };
  }
  return { ...pointIn(latitude, longitude), within: amount(within) };
}

function pointIn(latitude: unknown, longitude: unknown): GeoPoint {
  if (!isWithin(latitude, 90) || !isWithin(longitude, 180)) throw new Error('No place.');
  return { latitude, longitude };
}

function cameraIn(value: unknown): CameraName {
  return typeof value === 'string' ? text(value) : { part: text(fields(value).part) };
}

function folderIn(value: unknown): KeptFolder {
  const { source, path } = fields(value);
  if (source === null) return { source, path: text(path) };
  const { id, kind, name } = fields(source);
  if (kind !== 'folder' && kind !== 'files' && kind !== 'sample') throw new Error('No source.');
  return { source: { id: text(id), kind, name: text(name) }, path: text(path) };
}

function orientationIn(value: unknown): Orientation {
  if (value !== 'landscape' && value !== 'portrait' && value !== 'square') throw new Error('No orientation.');
  return value;
}
