import type { Page } from '@playwright/test';
import { decodedFiles } from '../fixtures/decoded-files';
import { fuzzedFiles } from '../fixtures/fuzzed-files';
import { jpeg } from '../fixtures/jpeg';
import { oddFiles } from '../fixtures/odd-files';
import { expect, test } from './app';
import { sumOf, timeDecoding } from './decode-times';
import { storedRows } from './stored-rows';

const COUNT = 600;
/** Of bytes. Large pictures would only make the test long. */
const LARGEST = 100_000;
/** No file may take a decoder longer, in milliseconds: the user waits for what stands behind it. */
const LONGEST = 5000;
/**
 * On a slow or busy machine it may: this many times as long as a whole photo of twelve megapixels in the same run,
 * which takes 0.07 s on a quiet one. The slowest file took three times as long.
 */
const TIMES_WHOLE = 25;
/** More files than decoders are started. */
const MISSED = 12;
/** Whole photos between the others. */
const WHOLE = 6;
/** What may be said of a damaged file. */
const REASONS = ['damaged', 'not-a-picture', 'unsupported', 'too-large', 'empty-file'];

test('of 600 damaged files each becomes a photo or is listed with a reason, and the page lives', async ({
  app,
  page,
}) => {
  // Two to three minutes on a quiet machine.
  test.setTimeout(900_000);
  const wholes = [...(await decodedFiles(0.2)), ...oddFiles()].filter(
    ({ bytes }) => bytes.length > 4 && bytes.length < LARGEST,
  );
  const files = fuzzedFiles(wholes, COUNT);
  for (let i = 0; i < WHOLE; i++) files.splice(100 * i, 0, wholePhoto(i));
  const times = await timeDecoding(page);
  await app.open();
  await app.fileInput.setInputFiles(files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: bytes })));
  await expect.poll(async () => (await outcomes(page)).waiting, { timeout: 840_000 }).toBe(0);

  const { taken, failed } = await outcomes(page);
  expect([...taken, ...failed.map(({ name }) => name)].sort()).toEqual(files.map(({ name }) => name).sort());
  expect(failed.filter(({ reason }) => !REASONS.includes(reason))).toEqual([]);
  // A worker that dies or hangs costs a photo too, but must not.
  expect(failed.filter(({ detail }) => detail.includes('died'))).toEqual([]);
  expect(taken.length).toBeGreaterThan(100);
  expect(failed.length).toBeGreaterThan(100);

  await test.step('none takes its decoder long', async () => {
    const named = new Map(files.map(({ name, bytes }) => [sumOf(bytes), name]));
    const timed = (await times()).map(({ sum, ms }) => ({ name: named.get(sum) ?? '', ms: Math.round(ms) }));
    // The first file of a worker may come before it is watched.
    expect(new Set(timed.map(({ name }) => name)).size).toBeGreaterThan(named.size - MISSED);
    const whole = timed.filter(({ name }) => name.startsWith('whole')).map(({ ms }) => ms);
    const typical = whole.sort((a, b) => a - b)[WHOLE / 2] as number;
    const limit = Math.max(LONGEST, TIMES_WHOLE * typical);
    const slowest = timed.sort((a, b) => b.ms - a.ms).slice(0, 5);
    const list = slowest.map(({ name, ms }) => `${name} ${ms} ms`).join(', ');
    console.log(`The slowest: ${list}. A whole photo of 12 megapixels: ${typical} ms.`);
    expect(slowest.filter(({ ms }) => ms > limit)).toEqual([]);
  });

  await app.find('red');
});

function wholePhoto(i: number) {
  const at = (x: number, y: number) => [(x + i) & 255, y & 255, 90];
  return { name: `whole-${i}.jpg`, bytes: jpeg({ width: 4000, height: 3000, color: 'rgb', at }) };
}

/** Every file is an origin of a photo, or failed, or waits. */
async function outcomes(page: Page) {
  const { origins, queue } = await storedRows<{
    origins: { path: string };
    queue: { name: string; failure?: { reason: string; detail: string } };
  }>(page, 'origins', 'queue');
  const failed = queue.flatMap(({ name, failure }) => (failure ? [{ name, ...failure }] : []));
  const isQueued = origins.length + queue.length > 0;
  return {
    taken: origins.map(({ path }) => path),
    failed,
    waiting: isQueued ? queue.length - failed.length : 1,
  };
}
