/**
 * Backups whose records were changed and then sealed again, so that every checksum is right. Whoever writes such a file
 * gets no row into the library that the app itself would not write.
 */

import { afterEach, expect, test } from 'vitest';
import { isEmbedding } from '#core/vector';
import { STARTER } from '#models/spaces/starter';
import { database, eraseDatabase } from '#store/database';
import { readBackup } from '#workers/library/backup/restoring';
import { backupVerbs } from '#workers/library/backup/verbs';
import { inconsistencies } from '../../../store/consistency';
import { changedFile, recordsOf } from './changed-backups';

const CASES = 600;
/** Milliseconds that one file may take. */
const MOST = 5_000;

afterEach(() => eraseDatabase());

const isSize = (value: unknown) => Number.isInteger(value) && Number(value) > 0 && Number(value) < 2 ** 32;
const isAmount = (value: unknown) => Number.isFinite(value) && Number(value) >= 0;

/** Says what of the library is not as the app writes it. */
async function wrongRows(): Promise<string[]> {
  // Whatever a record lacks is made later: a photo may come without a preview and without vectors.
  const wrong = (await inconsistencies()).filter((each) => !/^(The preview|A vector) of \d+ is/.test(each));
  const db = await database();
  for (const { no, ...photo } of await db.getAll('photos')) {
    const numbers = [photo.bytes, photo.added, photo.video?.seconds ?? 0, photo.video?.poster ?? 0];
    numbers.push(photo.motion?.offset ?? 0, photo.motion?.bytes ?? 0);
    const isRight =
      /^[0-9a-f]{64}$/.test(photo.id) &&
      [photo.name, photo.type, ...(photo.tags ?? [])].every((each) => typeof each === 'string') &&
      [photo.width, photo.height].every(isSize) &&
      Number.isInteger(photo.color) &&
      photo.color >= 0 &&
      photo.color <= 0xffffff &&
      numbers.every(isAmount) &&
      !Number.isNaN(new Date(photo.taken).getTime()) &&
      Number.isFinite(photo.offset ?? 0) &&
      Math.abs(photo.place?.latitude ?? 0) <= 90 &&
      Math.abs(photo.place?.longitude ?? 0) <= 180;
    if (!isRight) wrong.push(`Photo ${no}: ${JSON.stringify(photo)}`);
  }
  for (const { photo, vector } of await db.getAll('embeddings'))
    if (!isEmbedding(vector, STARTER.dimension)) wrong.push(`The vector of ${photo}.`);
  for (const { photo, seconds } of await db.getAll('frames'))
    if (!isAmount(seconds)) wrong.push(`A frame of ${photo}: ${seconds}`);
  for (const { text, corners, score } of (await db.getAll('words')).flat()) {
    const isRight = typeof text === 'string' && corners.length === 8 && corners.every(Number.isFinite);
    if (!isRight || !isAmount(score)) wrong.push(`Words: ${text} ${corners} ${score}`);
  }
  return wrong;
}

test(`${CASES} changed records with right checksums are each taken whole or refused`, async () => {
  const records = await recordsOf();
  const adopting = { leaveOut: async () => undefined, forgetSearches: async () => undefined };
  const verbs = backupVerbs({ ...adopting, wordsWanted: async () => undefined, came: async () => undefined });
  const endings = { whole: 0, damaged: 0, short: 0 };
  const wrong: string[] = [];
  for (let i = 0; i < CASES; i++) {
    await eraseDatabase();
    const { file, change } = await changedFile(records);
    const began = performance.now();
    const { ending, photos, searches } = await verbs.readBackup(file, { settings: true }, () => undefined);
    if (performance.now() - began > MOST) wrong.push(`${change}: too long.`);
    if (ending !== 'whole' && ending !== 'damaged' && ending !== 'short') wrong.push(`${change}: ${ending}`);
    else endings[ending]++;
    wrong.push(...(await wrongRows()).map((each) => `${change}: ${each}`));

    // What came in can be backed up and read again: nothing that is stored would be refused.
    const again = await verbs.writeBackup(null, { previews: true, page: {} }, () => undefined);
    const read = { photos: 0, searches: 0 };
    const reread = await readBackup((again?.file ?? new Blob()).stream(), {
      photos: async (batch) => {
        read.photos += batch.length;
      },
      settings: async () => undefined,
      search: () => {
        read.searches++;
      },
      progress: () => undefined,
    });
    if (reread.ending !== 'whole' || read.photos > photos || read.searches !== searches)
      wrong.push(`${change}: is backed up as ${JSON.stringify({ ...read, ending: reread.ending })}`);
  }
  expect(wrong).toEqual([]);
  // Both happen often: the changes are neither all harmless nor all plain.
  expect(Math.min(endings.whole, endings.damaged)).toBeGreaterThan(CASES / 10);
});
