/** A photo as a record of a backup, and back. Whatever a file says is checked: nothing of it is taken on trust. */

import type { Photo } from '#core/photo';
import { isEmbedding } from '#core/vector';
import type { WordLine } from '#core/words';
import type { KeptFile, KeptPhoto, KeptVector } from '#store/backup';
import type { StoredBytes } from '#store/bytes';
import { amount, fields, hash, isText, isWithin, list, text, whole } from './checks';
import { type BackupRecord, frameOf } from './format';

/** Of a side: cards are packed in 32 bits, where a larger or a broken number would become another one. */
const MOST_PIXELS = 2 ** 32 - 1;
/** Minutes between the clock on the wall and UTC: no zone is a day ahead. */
const MOST_OFFSET = 24 * 60;

/** Lengths in bytes and in floats; the bytes stand in the body in the order of these fields. */
interface VectorHeader {
  space: string;
  build: string;
  dimension: number;
}
interface CopyHeader {
  type: string;
  bytes: number;
}

export async function recordOf(kept: KeptPhoto): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const copy = ({ type, bytes }: StoredBytes): CopyHeader => {
    parts.push(new Uint8Array(bytes));
    return { type, bytes: bytes.byteLength };
  };
  const embeddings = (rows: readonly KeptVector[]): VectorHeader[] =>
    rows.map(({ space, build, vector }) => {
      parts.push(littleEndian(vector));
      return { space, build, dimension: vector.length };
    });
  const json = (value: unknown): number =>
    parts[parts.push(new TextEncoder().encode(JSON.stringify(value))) - 1]?.length ?? 0;
  const { photo, thumbnail, preview, vectors, frames, words, away, files } = kept;
  const header = {
    type: 'photo',
    photo,
    thumbnail: copy(thumbnail),
    preview: preview && copy(preview),
    vectors: embeddings(vectors),
    frames: frames.map((frame) => ({
      seconds: frame.seconds,
      preview: frame.preview && copy(frame.preview),
      vectors: embeddings(frame.vectors),
    })),
    ...(words && { words: { bytes: json(words) } }),
    ...(away && { away }),
    ...(files && { files }),
  };
  return frameOf(header, parts);
}

/** @returns null if the record does not describe a photo: whoever wrote it, no backup of this app holds it */
export function photoIn({ header, body }: BackupRecord): KeptPhoto | null {
  let at = 0;
  const take = (count: number) => {
    if (!Number.isSafeInteger(count) || count < 0 || at + count > body.length)
      throw new Error('Out of the body.');
    at += count;
    return body.slice(at - count, at).buffer;
  };
  const copy = (value: unknown): StoredBytes => {
    const { type, bytes } = value as CopyHeader;
    // Object URLs are made of copies: they are pictures and nothing else.
    if (!isText(type) || !/^image\/(jpeg|webp|png|avif)$/.test(type)) throw new Error('No picture.');
    return { type, bytes: take(bytes) };
  };
  const optional = (value: unknown) => (value ? copy(value) : null);
  const embeddings = (value: unknown): KeptVector[] =>
    (value as VectorHeader[]).map(({ space, build, dimension }) => {
      const vector = floats(take(dimension * 4));
      if (!isText(space) || !isText(build) || !isEmbedding(vector, dimension))
        throw new Error('No embedding.');
      return { space, build, vector };
    });
  try {
    const given = header as Record<string, unknown>;
    return {
      photo: checked(given.photo as Record<string, unknown>),
      thumbnail: copy(given.thumbnail),
      preview: optional(given.preview),
      vectors: embeddings(given.vectors),
      frames: (given.frames as Record<string, unknown>[]).map(({ seconds, preview, vectors }) => ({
        seconds: amount(seconds),
        preview: optional(preview),
        vectors: embeddings(vectors),
      })),
      // Files of before there were words, and of photos that were not read, have none.
      words: given.words === undefined ? null : linesIn(take((given.words as CopyHeader).bytes)),
      away: given.away === 'leftOut' || given.away === 'missing' ? given.away : null,
      ...(given.files !== undefined && { files: list(given.files, fileIn) }),
    };
  } catch {
    return null;
  }
}

/** Picks the known fields, each of its type. @throws if one that must be there is not */
function checked(given: Record<string, unknown>): KeptPhoto['photo'] {
  const { id, takenFrom, place, video, motion, offset, tags } = given;
  if (!isText(id) || !/^[0-9a-f]{64}$/.test(id)) throw new Error('No hash.');
  if (takenFrom !== 'camera' && takenFrom !== 'name' && takenFrom !== 'file')
    throw new Error('No origin of its date.');
  const { latitude, longitude } = (place ?? {}) as Record<string, unknown>;
  const { seconds, poster } = (video ?? {}) as Record<string, unknown>;
  const { offset: from, bytes } = (motion ?? {}) as Record<string, unknown>;
  const words = Array.isArray(tags) ? tags.filter(isText) : [];
  return {
    id,
    takenFrom,
    name: text(given.name),
    type: text(given.type),
    width: whole(given.width, 1, MOST_PIXELS),
    height: whole(given.height, 1, MOST_PIXELS),
    color: whole(given.color, 0, 0xffffff),
    bytes: amount(given.bytes),
    added: amount(given.added),
    taken: moment(given.taken) as Photo['taken'],
    ...(isWithin(offset, MOST_OFFSET) && { offset }),
    ...(isText(given.camera) && { camera: given.camera }),
    ...(isText(given.caption) && { caption: given.caption }),
    ...(isText(given.contentId) && { contentId: given.contentId }),
    ...(given.favourite === true && { favourite: true as const }),
    ...(given.incomplete === true && { incomplete: true as const }),
    ...(given.turned === true && { turned: true as const }),
    ...(given.screenshot === true && { screenshot: true as const }),
    ...(words.length > 0 && { tags: words }),
    ...(isWithin(latitude, 90) && isWithin(longitude, 180) && { place: { latitude, longitude } }),
    ...(video !== undefined && { video: { seconds: amount(seconds), poster: amount(poster) } }),
    ...(motion !== undefined && { motion: { offset: amount(from), bytes: amount(bytes) } }),
  };
}

function fileIn(value: unknown): KeptFile {
  const { clip, apart, ...still } = fields(value);
  const place = (given: Record<string, unknown>) => ({
    path: text(given.path),
    bytes: amount(given.bytes),
    modified: moment(given.modified),
  });
  const beside = clip === undefined ? undefined : fields(clip);
  return {
    ...place(still),
    ...(beside && { clip: { ...place(beside), id: hash(beside.id) } }),
    ...(isText(apart) && { apart }),
  };
}

function linesIn(bytes: ArrayBuffer): WordLine[] {
  return (JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>[]).map(
    ({ text: read, corners, score }) => {
      if (!Array.isArray(corners) || corners.length !== 8 || !corners.every((at) => isWithin(at, 2)))
        throw new Error('No corners.');
      return { text: text(read), corners, score: amount(score) };
    },
  );
}

/** What a Date can hold. */
function moment(value: unknown): number {
  if (!isWithin(value, 8.64e15)) throw new Error('No moment.');
  return value;
}

function littleEndian(vector: Float32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(vector.length * 4));
  for (const [i, value] of vector.entries()) view.setFloat32(i * 4, value, true);
  return new Uint8Array(view.buffer);
}

function floats(bytes: ArrayBuffer): Float32Array<ArrayBuffer> {
  const view = new DataView(bytes);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getFloat32(i * 4, true));
}
