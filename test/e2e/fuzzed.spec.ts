import type { Page } from '@playwright/test';
import { decodedFiles } from '../fixtures/decoded-files';
import { type FuzzedFile, fuzzedFiles } from '../fixtures/fuzzed-files';
import { jpeg } from '../fixtures/jpeg';
import { marked } from '../fixtures/odd-file';
import { oddFiles } from '../fixtures/odd-files';
import { psd } from '../fixtures/psd';
import { tiff } from '../fixtures/tiff';
import { expect, test } from './app';
import { sumOf, timeDecoding } from './decode-times';
import { record } from './recording';
import { storedRows } from './stored-rows';

const COUNT = 600;
/** No file may take a decoder longer, in milliseconds: the user waits for what stands behind it. */
const LONGEST = 5000;
/**
 * Where a whole photo of twelve megapixels takes over half a second, it may take this many times as long. A photo takes
 * 0.07 s on a quiet machine, and took 0.22 s at a load average of 9 on two cores: there the limit stands as it is.
 */
const TIMES_WHOLE = 10;
/** Whole photos between the others. */
const WHOLE = 6;
/** What may be said of a damaged file. */
const REASONS = ['damaged', 'not-a-picture', 'unsupported', 'too-large', 'empty-file', 'codec-missing'];

test('of 600 damaged files each becomes a photo or is listed with a reason, and the page lives', async ({
  app,
  context,
  page,
}) => {
  // Under three minutes on a busy machine.
  test.setTimeout(900_000);
  const times = await timeDecoding(context);
  await app.open();
  const pictures = [...(await decodedFiles(0.2)), ...oddFiles()].filter(({ bytes }) => bytes.length > 4);
  const wholes = [...pictures, ...largePictures(), ...(await videos(page))];
  const files = fuzzedFiles(wholes, COUNT);
  for (let i = 0; i < WHOLE; i++) files.splice(100 * i, 0, wholePhoto(i));
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
    const inTime = async () =>
      (await times(page)).map(({ sum, ms }) => ({ name: named.get(sum) ?? '', ms: Math.round(ms) }));
    const untimed = async () => {
      const known = new Set((await inTime()).map(({ name }) => name));
      return [...named.values()].filter((name) => !known.has(name));
    };
    // The last ones are still being told.
    await expect.poll(untimed).toEqual([]);
    const timed = await inTime();
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

/** Of a megabyte and more: strips, tiles and planes that are not read at once. */
function largePictures(): FuzzedFile[] {
  const size = { width: 800, height: 600, at: marked(800, 600) };
  return [
    { name: 'large.tif', bytes: tiff([{ ...size, tile: 128, depth: 16 }], true) },
    { name: 'large.psd', bytes: psd(size) },
  ];
}

/**
 * Of two seconds, in each container. A phone's differs from an MP4 in its brand. They are recorded here, so their bytes
 * depend on the browser's encoder, unlike those of all other files.
 */
async function videos(page: Page): Promise<FuzzedFile[]> {
  const scene = { scenes: ['astronaut.jpg', 'autumn-mountains.jpg'], seconds: 1, width: 160, height: 120 };
  const files: FuzzedFile[] = [];
  for (const container of ['mp4', 'mov', 'webm', 'mkv'] as const) {
    const codec = container === 'mkv' ? 'vp8' : 'vp9';
    files.push({ name: `video.${container}`, bytes: await record(page, { ...scene, container, codec }) });
  }
  const phone = Buffer.from(files[0]?.bytes ?? []);
  phone.write('3gp4', 8, 'latin1');
  return [...files, { name: 'video.3gp', bytes: phone }];
}

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
