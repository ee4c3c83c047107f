/** The browser, the tab and workers are killed while photos are indexed, which goes on by itself. */

import type { BrowserContext } from '@playwright/test';
import { manyPhotos } from '../fixtures/many';
import { Random } from '../fixtures/standins/numbers';
import { App, expect, type StoredPhoto, test } from './app';
import { dieAt, killTab, type Moment, momentsReached } from './dying';
import { holdRuntime } from './holding';
import { launch, withProfile } from './profile';
import { storedRows } from './stored-rows';
import { storedVectors } from './stored-vectors';
import { inPageAndWorkers } from './taking-away';

const ZONE = 'Asia/Tokyo';

/** Kills the whole browser without a clean shutdown, by the process id that it reports. */
async function kill(context: BrowserContext): Promise<void> {
  const browser = context.browser();
  if (!browser) throw new Error('The browser of this context is not known.');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('The browser does not tell its process.');
  const gone = new Promise((resolve) => browser.on('disconnected', resolve));
  process.kill(main.id, 'SIGKILL');
  await gone;
}

/** `KILL_PHOTOS=44` is enough for a quick look; `KILL_SEED` chooses other moments. */
const PHOTOS = Number(process.env.KILL_PHOTOS ?? 500);
const SEED = Number(process.env.KILL_SEED ?? 1);
const KILLS = ['workers', 'tab', 'browser'] as const;
const MOMENTS = 10;
/** How long that many photos may take on a busy machine, in milliseconds. */
const WITHIN = Math.max(240_000, PHOTOS * 1500);

type Copies = { inbox: object };

/** Ten moments by chance, of each kind at least three, each some batches after the one before. */
function momentsOf(seed: number): Moment[] {
  const random = new Random(seed);
  const below = (most: number) => Math.floor(random.uniform() * most);
  const left = Array.from({ length: MOMENTS }, (_, i) => KILLS[i % 3] as Moment['kill']);
  // Of the batches of four, each moment needs one; the others are between them.
  let spare = Math.floor(PHOTOS / 4) - MOMENTS;
  const most = Math.ceil(spare / MOMENTS) + 1;
  return Array.from({ length: MOMENTS }, () => {
    const [kill = 'tab'] = left.splice(below(left.length), 1);
    const between = Math.min(spare, below(most + 1));
    spare -= between;
    return { kill, commit: 1 + between, when: (['before', 'amid', 'after'] as const)[below(3)] ?? 'after' };
  });
}

test(`of ${PHOTOS} photos none is lost, twice or different after ${MOMENTS} kills at moments by chance`, async ({
  app,
  page,
  baseURL,
}) => {
  test.setTimeout(3 * WITHIN);
  const files = manyPhotos(PHOTOS);
  await app.open();
  await app.fileInput.setInputFiles(files);
  await app.settled(PHOTOS, WITHIN);
  const undisturbed = new Map((await storedVectors(page)).map(({ name, vector }) => [name, vector]));

  // Each part ends with what kills the tab or the browser; the last one may end with the work.
  const parts: Moment[][] = [[]];
  for (const moment of momentsOf(SEED)) {
    parts.at(-1)?.push(moment);
    if (moment.kill !== 'workers') parts.push([]);
  }
  await withProfile(async (profile) => {
    const dying = (context: BrowserContext, i: number) => inPageAndWorkers(context, dieAt, parts[i]);
    let hold: Awaited<ReturnType<typeof holdRuntime>> | undefined;
    const held = async (context: BrowserContext, i: number) => {
      await dying(context, i);
      hold = await holdRuntime(context);
    };
    let finished: StoredPhoto[] = [];
    let { context, app: now } = await launch(profile, baseURL, ZONE, (first) => held(first, 0));
    await now.fileInput.setInputFiles(files);
    // Until its copy is stored, a file exists only in the memory of its tab.
    await expect
      .poll(async () => (await storedRows<Copies>(now.page, 'inbox')).inbox.length, { timeout: WITHIN })
      .toBe(PHOTOS);
    hold?.release();
    for (const [i, part] of parts.entries()) {
      await momentsReached(now.page, part, WITHIN);
      const last = part.at(-1)?.kill;
      if (last === 'browser') {
        await kill(context);
        ({ context, app: now } = await launch(profile, baseURL, ZONE, (again) => held(again, i + 1)));
        // Finished photos keep their records, with the time they were added, and are counted from the start.
        const kept = await now.stored();
        expect(kept).toEqual(expect.arrayContaining(finished));
        finished = kept;
        await expect.poll(() => now.done()).toBe(kept.length);
        hold?.release();
      } else if (last === 'tab') {
        await killTab(now.page);
        // The browser would go with its last page.
        const next = await context.newPage();
        await now.page.close();
        await dying(context, i + 1);
        now = new App(next);
        await now.open();
      }
    }
    await now.settled(PHOTOS, WITHIN);
    await expect(now.indexing).toHaveAttribute('data-failed', '0');
    expect(await now.stored()).toEqual(expect.arrayContaining(finished));
    expect(await now.storedNames()).toEqual(files.map(({ name }) => name));
    const vectors = await storedVectors(now.page);
    expect(vectors).toHaveLength(PHOTOS);
    for (const { name, vector } of vectors) {
      const off = vector.map((value, i) => Math.abs(value - (undisturbed.get(name)?.[i] ?? Number.NaN)));
      expect(Math.max(...off), name).toBeLessThan(1e-5);
    }
    await context.close();
  });
});
