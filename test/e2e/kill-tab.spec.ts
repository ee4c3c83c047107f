/** The browser, the tab and workers are killed while photos are indexed. */

import type { BrowserContext } from '@playwright/test';
import { manyPhotos } from '../fixtures/many';
import { Random } from '../fixtures/standins/numbers';
import { App, expect, test } from './app';
import { dieAt, killTab, type Moment, momentsReached } from './dying';
import { holdRuntime } from './holding';
import { launch, withProfile } from './profile';
import { storedRows } from './stored-rows';
import { storedVectors } from './stored-vectors';
import { inPageAndWorkers } from './taking-away';

const COUNT = 80;
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

test(`indexing resumes by itself after the browser is killed, and each of ${COUNT} photos is there once`, async ({
  baseURL,
}) => {
  const files = manyPhotos(COUNT);
  await withProfile(async (profile) => {
    const { context: before, app } = await launch(profile, baseURL, ZONE);
    await app.fileInput.setInputFiles(files);
    await expect(app.indexing).toHaveAttribute('data-total', String(COUNT));
    // Polled in the page: the remaining photos outlast the kill even on a machine that is three times as fast.
    await app.page.waitForFunction(
      () => Number(document.querySelector<HTMLElement>('[data-testid=indexing]')?.dataset.done) >= 16,
      undefined,
      { polling: 30 },
    );
    const finished = await app.stored();
    const done = finished.length;
    await kill(before);
    expect(done).toBeLessThan(COUNT);

    const { context: after, app: again } = await launch(profile, baseURL, ZONE);
    // Finished photos are not indexed again: the count continues.
    expect(await again.done()).toBeGreaterThanOrEqual(done);
    await again.settled(COUNT);
    await expect(again.indexing).toHaveAttribute('data-failed', '0');
    // Finished photos keep their records, with the time they were added.
    expect(await again.stored()).toEqual(expect.arrayContaining(finished));
    expect(await again.storedNames()).toEqual(files.map(({ name }) => name));
    await after.close();
  });
});

/** `KILL_PHOTOS=500` has as many photos as the acceptance wants; `KILL_SEED` chooses other moments. */
const FEW = Number(process.env.KILL_PHOTOS ?? 48);
const SEED = Number(process.env.KILL_SEED ?? 1);
const KILLS = ['workers', 'tab', 'browser'] as const;
const MOMENTS = 10;
/** How long that many photos may take on a busy machine, in milliseconds. */
const WITHIN = Math.max(240_000, FEW * 5000);

type Copies = { inbox: object };

/** Ten moments by chance, of each kind at least three, each some batches after the one before. */
function momentsOf(seed: number): Moment[] {
  const random = new Random(seed);
  const below = (most: number) => Math.floor(random.uniform() * most);
  const left = Array.from({ length: MOMENTS }, (_, i) => KILLS[i % 3] as Moment['kill']);
  // Of the batches of four, each moment needs one; the others are between them.
  let spare = Math.floor(FEW / 4) - MOMENTS;
  const most = Math.ceil(spare / MOMENTS) + 1;
  return Array.from({ length: MOMENTS }, () => {
    const [kill = 'tab'] = left.splice(below(left.length), 1);
    const between = Math.min(spare, below(most + 1));
    spare -= between;
    return { kill, commit: 1 + between, when: (['before', 'amid', 'after'] as const)[below(3)] ?? 'after' };
  });
}

test(`of ${FEW} photos none is lost, twice or different after ${MOMENTS} kills at moments by chance`, async ({
  app,
  page,
  baseURL,
}) => {
  test.setTimeout(3 * WITHIN);
  const files = manyPhotos(FEW);
  await app.open();
  await app.fileInput.setInputFiles(files);
  await app.settled(FEW, WITHIN);
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
    let { context, app: now } = await launch(profile, baseURL, ZONE, async (context) => {
      await dying(context, 0);
      hold = await holdRuntime(context);
    });
    await now.fileInput.setInputFiles(files);
    // Until its copy is stored, a file exists only in the memory of its tab.
    await expect
      .poll(async () => (await storedRows<Copies>(now.page, 'inbox')).inbox.length, { timeout: WITHIN })
      .toBe(FEW);
    hold?.release();
    for (const [i, part] of parts.entries()) {
      await momentsReached(now.page, part, WITHIN);
      const last = part.at(-1)?.kill;
      if (last === 'browser') {
        await kill(context);
        ({ context, app: now } = await launch(profile, baseURL, ZONE, (again) => dying(again, i + 1)));
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
    await now.settled(FEW, WITHIN);
    await expect(now.indexing).toHaveAttribute('data-failed', '0');
    expect(await now.storedNames()).toEqual(files.map(({ name }) => name));
    const vectors = await storedVectors(now.page);
    expect(vectors).toHaveLength(FEW);
    for (const { name, vector } of vectors) {
      const off = vector.map((value, i) => Math.abs(value - (undisturbed.get(name)?.[i] ?? Number.NaN)));
      expect(Math.max(...off), name).toBeLessThan(1e-5);
    }
    await context.close();
  });
});
