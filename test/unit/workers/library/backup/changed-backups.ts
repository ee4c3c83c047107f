/** A backup of three photos, of which one record is changed at random and sealed again: each checksum is right. */

import { joined } from '#core/joined';
import type { WallTime } from '#core/wall-clock';
import { STARTER } from '#models/spaces/starter';
import type { KeptPhoto } from '#store/backup';
import { type BackupRecord, fileStart, RecordReader } from '#workers/library/backup/format';
import { backupOf } from '#workers/library/backup/writing';

/** Values that no writer of the app puts where another one stands, as JSON. */
const HOSTILE =
  '1e999 -1e999 1e308 1e20 4294967296 16777216 0.5 0 -1 -0 null true false "" "x" "a/../b" "\\u0000" "\\ud800" [] {} [[]] [null] {"bytes":-1} {"length":9}'.split(
    ' ',
  );

/** Stands where a hostile value will, which JSON.stringify might not write. */
const MARK = '\u0001here\u0001';

let seed = 18;
function random(below: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}

const { id: space, dimension } = STARTER;
const picture = (byte: number) => ({ type: 'image/jpeg', bytes: Uint8Array.of(byte, 1, 2).buffer });
const vectors = (at: number) => [
  { space, build: `${space}/image`, vector: Float32Array.from({ length: dimension }, (_, i) => +(i === at)) },
];

function kept(i: number, more: Partial<KeptPhoto['photo']>): KeptPhoto {
  const photo = {
    ...{ id: String(i).repeat(64), name: `写真 ${i}.jpg`, width: 400, height: 300, color: 0x336699 },
    ...{
      taken: 1_700_000_000_000 as WallTime,
      type: 'image/jpeg',
      bytes: 1234,
      takenFrom: 'camera' as const,
    },
    ...{
      added: 5,
      offset: -540,
      place: { latitude: -35, longitude: 139 },
      tags: ['海'],
      caption: 'sea',
      ...more,
    },
  };
  const line = { text: '出口', corners: [0.1, 0.1, 0.5, 0.1, 0.5, 0.2, 0.1, 0.2], score: 0.9 };
  return {
    ...{ photo, thumbnail: picture(i), preview: picture(i), vectors: vectors(i), frames: [], words: [line] },
    away: i === 2 ? 'leftOut' : null,
  };
}

const PHOTOS: KeptPhoto[] = [
  kept(1, { favourite: true, turned: true, camera: 'Apple iPhone', contentId: 'c' }),
  kept(2, { motion: { offset: 100, bytes: 200 } }),
  {
    ...kept(3, { type: 'video/mp4', video: { seconds: 12.5, poster: 0.5 } }),
    frames: [{ seconds: 2.5, preview: picture(9), vectors: vectors(9) }],
  },
];

const FILTER = {
  ...{ texts: ['a'], withoutTexts: [], written: ['出口'], taken: null, kinds: ['jpeg'], tags: ['t'] },
  ...{ places: [{ latitude: 1, longitude: -2, within: 3 }], cameras: ['Apple iPhone', { part: 'nikon' }] },
  ...{
    folders: [{ source: null, path: 'trip' }],
    orientation: 'square' as const,
    withoutTags: [],
    favourite: true,
  },
};

/** The records of a whole file, the last of them the end. */
export async function recordsOf(): Promise<BackupRecord[]> {
  const photos = async function* () {
    yield* PHOTOS;
  };
  const settings = { leaveOut: {}, readsWords: 'on' as const, page: { theme: 'dark' } };
  const judgements = [{ photos: ['1'.repeat(64)], wanted: true }];
  const search = { id: 'x', name: '海', added: 1, text: 'sea', filter: FILTER, photo: null, judgements };
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const contents = { settings, searches: [search], total: PHOTOS.length, photos: photos() };
  for await (const piece of backupOf(contents)) pieces.push(piece);
  const reader = new RecordReader(new Blob(pieces).stream());
  const records: BackupRecord[] = [];
  for (;;) {
    const record = await reader.next();
    if (typeof record === 'string') return records;
    records.push(record);
  }
}

/** A record with these bytes as its header, and the checksum that belongs to them. */
async function sealed(text: Uint8Array<ArrayBuffer>, body: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const sizes = new Uint8Array(Uint32Array.of(text.length, body.length).buffer);
  const sum = await crypto.subtle.digest('SHA-256', joined([sizes, text, body]));
  return new Blob([sizes, sum, text, body]);
}

/** Every place of a JSON value, as the object that holds it and the key there. */
function placesIn(value: unknown): [holder: Record<string, unknown>, key: string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...placesIn(holder[key])] as never);
}

const encode = (text: string) => new TextEncoder().encode(text);

/** The header with one value replaced by a hostile one, taken away, or moved to another key. */
function withValue(header: unknown): Uint8Array<ArrayBuffer> {
  const copy = structuredClone(header);
  const places = placesIn(copy);
  const [holder, key] = places[random(places.length)] as (typeof places)[number];
  const way = random(8);
  if (way === 0) delete holder[key];
  else holder[way === 1 ? 'more' : key] = MARK;
  const value = HOSTILE[random(HOSTILE.length)] as string;
  return encode(JSON.stringify(copy).replace(JSON.stringify(MARK), value));
}

/** Bytes with one to three of them changed, put in, or taken out. */
function withBytes(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const list = [...bytes];
  for (let left = 1 + random(3); left > 0; left--) {
    const at = random(list.length);
    const way = random(3);
    // Digits and signs of JSON more often than others: most other bytes only break the text.
    const byte = random(2) === 0 ? random(256) : '0123456789eE.-,"[]{}:'.charCodeAt(random(21));
    list.splice(at, way === 0 ? 0 : 1, ...(way === 1 ? [] : [byte]));
  }
  return Uint8Array.from(list);
}

/** A whole file but for one record, which is changed and sealed again. `change` says how, for messages. */
export async function changedFile(records: readonly BackupRecord[]): Promise<{ file: Blob; change: string }> {
  const which = random(records.length);
  let change = '';
  const parts = records.map(({ header, body }, i) => {
    const text = encode(JSON.stringify(header));
    if (i !== which) return sealed(text, body);
    const way = random(4);
    if (way === 0 && body.length > 0) {
      change = `record ${i}: the body`;
      return sealed(text, withBytes(body));
    }
    const changed = way < 2 ? withBytes(text) : withValue(header);
    change = `record ${i}: ${new TextDecoder().decode(changed)}`;
    return sealed(changed, body);
  });
  return { file: new Blob([fileStart(), ...(await Promise.all(parts))]), change };
}
