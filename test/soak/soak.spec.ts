/**
 * Does everything that users do, over and over, and looks whether anything grows: photos are added, searched, viewed and
 * removed, a folder is looked at again, and now and then the model changes.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Browser, Page } from '@playwright/test';
import type { App } from '../e2e/app';
import { folderPicker, moveInFolder } from '../e2e/folder';
import { expect, test } from '../e2e/models/fixtures';
import { manyPhotos } from '../fixtures/many';
import { ends, isFlat } from './flatness';
import { pictureOf } from './picture';
import { CURVES, type Sample, sampleOf } from './sample';

/** `SOAK_MINUTES=60` before a release. */
const MINUTES = Number(process.env.SOAK_MINUTES ?? 10);

/** On a machine that is too slow for as many in that time it takes longer: of a quarter one round may be low. */
const LEAST_ROUNDS = 12;

const PICKED = 20;
const FOLDER = 5;
const QUERIES = ['dog', 'パンダ', '熊猫', 'a cat -tree'];
const MODELS = ['clip-b32', 'starter-2'];
/** Rounds between two changes of the model. */
const CHANGE_EVERY = 4;
/** How long a change of the model may take on a busy machine, in milliseconds. */
const CHANGE_WITHIN = 300_000;
/** The workers of the library, of search, of models, and, once something was asked of a model, its encoder of queries. */
const STAYING = 4;
/** How long all others may take to end on a busy machine, in milliseconds: each is kept for twenty seconds. */
const REST_WITHIN = 120_000;
/** How many steps of typing Chromium can undo in a page. */
const UNDO_STEPS = 1000;

/** What may be added in any case, in the curve's unit: small numbers that change by chance. */
const SLACK: Partial<Record<keyof Sample, number>> = {
  'heap of the page’s thread': 2,
  // With or without the encoder of queries.
  'memory of the page’s process': 40,
  workers: 1,
  'open files and sockets of that process': 4,
  'listeners of events': 50,
};

test(`nothing grows in ${MINUTES} minutes of adding, searching, viewing, removing and changing`, async ({
  app,
  browser,
  page,
  shelf,
}) => {
  test.setTimeout((MINUTES + 20) * 60_000);
  const samples: Sample[] = [];
  await app.open();
  await folderPicker(page, { 'first.jpg': photos('first', 1)[0] ?? Buffer.alloc(0) });
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await app.settled(1);
  await shelf.open();
  await shelf.useMirror('good');
  await shelf.install('clip-b32/image/q8', 'clip-b32/text/q8');
  await app.go('Find');
  await fillUndo(app);

  const start = performance.now();
  const minutes = () => (performance.now() - start) / 60_000;
  for (let round = 1; round <= LEAST_ROUNDS || minutes() < MINUTES; round++) {
    await addAndSearch(app, round);
    await lookAgain(app, round);
    if (round % CHANGE_EVERY === 0) {
      const model = MODELS[(round / CHANGE_EVERY - 1) % MODELS.length] ?? '';
      await shelf.open();
      await shelf.use(model);
      await shelf.expectState(model, 'active', CHANGE_WITHIN);
      await app.go('Find');
    }
    await removeAll(app);
    await rest(page);
    samples.push(await sampleOf(browser, page));
    keep(samples, minutes(), browser);
  }
  for (const name of Object.keys(CURVES) as (keyof Sample)[]) {
    const curve = samples.map((sample) => sample[name]);
    if (curve.some(Number.isNaN)) continue;
    const { before, after } = ends(curve);
    const levels = `${name}: from ${before.lowest}, ${before.middle} to ${after.lowest}, ${after.middle}`;
    expect.soft(isFlat(curve, SLACK[name]), levels).toBe(true);
  }
});

function photos(prefix: string, count: number): Buffer[] {
  return manyPhotos(count, prefix).map(({ buffer }) => buffer);
}

/**
 * Chromium keeps the nodes that undoing would bring back, some for each time that the field is emptied. As many as it
 * keeps are made before the first round, so that those of the rounds do not count as growth.
 */
async function fillUndo({ search }: App): Promise<void> {
  for (let steps = 0; steps < UNDO_STEPS; steps += QUERIES.length + 1) {
    for (const query of QUERIES) await search.fill(query);
    await search.fill('');
  }
}

async function addAndSearch(app: App, round: number): Promise<void> {
  const { page } = app;
  await app.fileInput.setInputFiles(manyPhotos(PICKED, `round-${round}`));
  // The folder's photos of the last round are gone, the first round has one.
  await app.settled(PICKED + (round === 1 ? 1 : 0));
  for (const query of QUERIES) await app.find(query);
  await app.photos.first().click();
  await expect(page.getByTestId('favourite')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('favourite')).toHaveCount(0);
  await app.search.fill('');
}

/** A look at the folder finds new files, and misses those of the round before. */
async function lookAgain(app: App, round: number): Promise<void> {
  const { page } = app;
  const before = Number(await app.indexing.getAttribute('data-done'));
  const files = Object.fromEntries(
    photos(`folder-${round}`, FOLDER).map((buffer, i) => [`${round}-${i}.jpg`, buffer]),
  );
  await folderPicker(page, files);
  for (let i = 0; i < FOLDER && round > 1; i++) await moveInFolder(page, `${round - 1}-${i}.jpg`, null);
  await app.go('Settings');
  await page.getByRole('button', { name: 'Check folders for new photos' }).click();
  await app.settled(before + FOLDER);
  await app.go('Find');
}

async function removeAll(app: App): Promise<void> {
  const { page } = app;
  await app.photos.first().focus();
  await page.keyboard.press('x');
  await page.keyboard.press('ControlOrMeta+a');
  const bar = page.getByTestId('selection');
  await bar.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Remove from library' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await app.settled(0);
  // The entries of sheets in the history are taken back before the next round opens some.
  await expect.poll(() => page.evaluate(() => history.state?.over ?? 0)).toBe(0);
}

/** Workers that end when they are idle come and go; what is left after them is alike in every round. */
async function rest(page: Page): Promise<void> {
  await expect.poll(() => page.workers().length, { timeout: REST_WITHIN }).toBeLessThanOrEqual(STAYING);
}

/** Keeps the samples so far, and draws them: a run that ends early shows what it saw. */
function keep(samples: readonly Sample[], minutes: number, browser: Browser): void {
  const facts = [
    new Date().toISOString().slice(0, 10),
    `${samples.length} rounds in ${Math.round(minutes)} minutes`,
    `Chromium ${browser.version()}`,
    `${cpus().length} cores of ${cpus()[0]?.model.trim()}`,
  ].join(', ');
  mkdirSync('test-results/soak', { recursive: true });
  writeFileSync('test-results/soak/samples.json', `${JSON.stringify({ facts, samples }, null, 1)}\n`);
  // The README shows the curves of an hour.
  const folder = MINUTES < 60 ? 'test-results/soak' : 'test/soak';
  writeFileSync(`${folder}/curves.svg`, pictureOf(samples, facts));
}
