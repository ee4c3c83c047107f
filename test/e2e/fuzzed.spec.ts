import type { Page } from '@playwright/test';
import { decodedFiles } from '../fixtures/decoded-files';
import { fuzzedFiles } from '../fixtures/fuzzed-files';
import { oddFiles } from '../fixtures/odd-files';
import { expect, test } from './app';
import { storedRows } from './stored-rows';

const COUNT = 600;
/** Of bytes. Large pictures would only make the test long. */
const LARGEST = 100_000;
/** What may be said of a damaged file. */
const REASONS = ['damaged', 'not-a-picture', 'unsupported', 'too-large', 'empty-file'];

test('of 600 damaged files each becomes a photo or is listed with a reason, and the page lives', async ({
  app,
  page,
}) => {
  const wholes = [...(await decodedFiles(0.2)), ...oddFiles()].filter(
    ({ bytes }) => bytes.length > 4 && bytes.length < LARGEST,
  );
  const files = fuzzedFiles(wholes, COUNT);
  await app.open();
  await app.fileInput.setInputFiles(files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: bytes })));
  await expect.poll(async () => (await outcomes(page)).waiting, { timeout: 300_000 }).toBe(0);

  const { taken, failed } = await outcomes(page);
  expect([...taken, ...failed.map(({ name }) => name)].sort()).toEqual(files.map(({ name }) => name).sort());
  expect(failed.filter(({ reason }) => !REASONS.includes(reason))).toEqual([]);
  // A worker that dies or hangs costs a photo too, but must not.
  expect(failed.filter(({ detail }) => detail.includes('died'))).toEqual([]);
  expect(taken.length).toBeGreaterThan(100);
  expect(failed.length).toBeGreaterThan(100);

  await app.find('red');
});

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
