import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import Papa from 'papaparse';
import { type App, expect, test } from './app';

/** Sorts the photos into classes and waits for their result. */
async function label(page: Page, classes: string): Promise<void> {
  await page.getByTestId('labels-field').fill(classes);
  await page.getByTestId('labels-ask').click();
  await expect(page.getByTestId('labelled')).toHaveAttribute('data-labels', classes.split(', ').join('\n'));
  await expect(page.getByTestId('labels-progress')).toBeHidden();
}

/** Opens a class and returns the file names of its photos. */
async function namesIn(app: App, title: string): Promise<string[]> {
  await app.page.locator(`[data-testid=labels-class][data-label="${title}"]`).click();
  return app.names();
}

async function saved(page: Page, hook: string): Promise<{ download: Download; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(hook).click()]);
  return { download, text: readFileSync(await download.path(), 'utf8') };
}

function table(csv: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data;
}

/** Returns the tags of the photos in the store, by file name. */
async function tags(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await ask(indexedDB.open('mitsuke'));
    const photos: { name: string; tags?: string[] }[] = await ask(
      db.transaction('photos').objectStore('photos').getAll(),
    );
    db.close();
    return Object.fromEntries(photos.flatMap(({ name, tags }) => (tags ? [[name, tags]] : [])));
  });
}

test('photos are sorted into the named classes and “none of these”', async ({ app, page }) => {
  await app.openWithSamples();
  await app.go('Labels');
  await test.step('an example to begin with', async () => {
    await page.getByTestId('labels-example').first().click();
    await expect(page.getByTestId('labelled')).toHaveAttribute('data-labels', /^people\nfood\n/);
    await expect(page.getByTestId('labels-example')).toHaveCount(0);
  });
  await label(page, 'windmill, panda, coffee cup');
  // The best matches come first; the starter model also takes a tower or two for windmills.
  expect((await namesIn(app, 'windmill')).slice(0, 2).sort()).toEqual(['windmill-1.jpg', 'windmill-2.jpg']);
  expect((await namesIn(app, 'panda'))[0]).toBe('panda.jpg');
  expect(await namesIn(app, 'coffee cup')).toContain('coffee-cup.jpg');
  const none = page.locator('[data-testid=labels-class][data-kind=none]');
  expect(Number(await none.getAttribute('data-count'))).toBeGreaterThan(21);

  await page.getByRole('radio', { name: 'Table' }).check();
  await page.locator('[data-testid=labels-class][data-kind=all]').click();
  const rows = page.getByTestId('score-row');
  await expect(page.getByTestId('score-table')).toHaveAttribute('aria-rowcount', '43');
  await page.getByRole('columnheader', { name: 'panda' }).getByRole('button').click();
  await expect(rows.first()).toHaveAttribute('data-name', 'panda.jpg');
  await expect(page.getByRole('columnheader', { name: 'panda' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('columnheader', { name: 'panda' }).getByRole('button').click();
  await expect(rows.first()).not.toHaveAttribute('data-name', 'panda.jpg');

  await page.reload();
  await expect(page.getByTestId('labels-field')).toHaveValue('windmill, panda, coffee cup');
  await expect(page.getByTestId('labelled')).toBeVisible();
});

test('every photo has a class without “none of these”, and all that fit with “Several”', async ({
  app,
  page,
}) => {
  await app.openWithSamples();
  await app.go('Labels');
  await label(page, 'building, mountains, panda');
  const total = async () => {
    const counts = await page
      .locator('[data-testid=labels-class][data-kind=label]')
      .evaluateAll((pills) => pills.map((pill) => Number(pill.dataset.count)));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  await expect(page.getByTestId('labels-none')).toBeChecked();
  await page.getByTestId('labels-none').uncheck();
  await page.getByTestId('labels-at-least').fill('5');
  expect(await total()).toBe(42);
  await page.getByRole('radio', { name: 'Several' }).check();
  await page.getByTestId('labels-at-least').fill('50');
  expect(await namesIn(app, 'building')).toContain('great-wall.jpg');
  expect(await namesIn(app, 'mountains')).toContain('great-wall.jpg');
});

test('the labels that are shown become tags after a confirmation, which can be undone', async ({
  app,
  page,
}) => {
  await app.openWithSamples();
  await app.go('Labels');
  await label(page, 'windmill, panda');
  const windmills = Object.fromEntries((await namesIn(app, 'windmill')).map((name) => [name, ['windmill']]));
  const count = Object.keys(windmills).length;
  await page.getByTestId('labels-apply').click();
  await expect(page.getByRole('dialog')).toContainText(`Tag ${count} photos?`);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect(await tags(page)).toEqual({});
  await page.getByTestId('labels-apply').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add tags' }).click();
  await expect(page.getByTestId('labels-applied')).toHaveText(`${count} photos have new tags.`);
  expect(await tags(page)).toEqual(windmills);

  // All labels now: the undo removes only the tags that were new.
  await page.locator('[data-testid=labels-class][data-kind=all]').click();
  await page.getByTestId('labels-apply').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add tags' }).click();
  await expect(page.getByTestId('labels-undo')).toBeVisible();
  await expect.poll(() => tags(page)).toMatchObject({ ...windmills, 'panda.jpg': ['panda'] });
  await app.search.fill('tag:panda');
  await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'tag:panda');
  await expect.poll(() => app.names()).toContain('panda.jpg');
  await app.go('Labels');
  await page.getByTestId('labels-undo').click();
  await expect.poll(() => tags(page)).toEqual(windmills);
});

test('labels are saved as CSV and JSON', async ({ app, page }) => {
  await app.openWithSamples();
  await app.go('Labels');
  await label(page, 'windmill, panda');
  const { download, text } = await saved(page, 'labels-csv');
  expect(download.suggestedFilename()).toBe('mitsuke-labels.csv');
  const lines = table(text.replace(/^\ufeff/, ''));
  expect(lines).toHaveLength(42);
  const panda = lines.find(({ name }) => name === 'panda.jpg');
  expect(panda).toMatchObject({ path: 'panda.jpg', labels: 'panda' });
  expect(Number(panda?.panda)).toBeGreaterThan(0.5);
  const list = JSON.parse((await saved(page, 'labels-json')).text);
  expect(list).toHaveLength(42);
  expect(list.find(({ name }: { name: string }) => name === 'panda.jpg')).toEqual({
    name: 'panda.jpg',
    path: 'panda.jpg',
    labels: ['panda'],
    likelihoods: { windmill: Number(panda?.windmill), panda: Number(panda?.panda) },
  });
});

test('queries from a file give cosines, and the two softmaxes of these cosines', async ({ app, page }) => {
  await app.openWithSamples();
  await app.go('Labels');
  await page.getByRole('radio', { name: 'Many queries' }).check();
  const queries = ['a windmill', 'a dog, running', 'snow'];
  await page.getByTestId('batch-file').setInputFiles({
    name: 'queries.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(`${queries.join('\r\n')}\r\nbird:text_feat/bird.bin\r\n`),
  });
  await expect(page.getByTestId('batch-notes')).toContainText('1 line of the form label:file.bin');
  await page.getByTestId('batch-ask').click();
  await expect(page.getByTestId('compared')).toHaveAttribute('data-queries', '3');
  await expect(page.getByTestId('score-row').first()).toHaveAttribute('data-name', /^windmill-/);

  const matrices: number[][][] = [];
  for (const [measure, name] of [
    ['Similarity', 'mitsuke-cosine.csv'],
    ['Share of the photo', 'mitsuke-softmax-per-photo.csv'],
    ['Share of the query', 'mitsuke-softmax-per-query.csv'],
  ] as const) {
    await page.getByRole('radio', { name: measure }).check();
    const { download, text } = await saved(page, 'batch-csv');
    expect(download.suggestedFilename()).toBe(name);
    const lines = table(text.replace(/^\ufeff/, ''));
    expect(Object.keys(lines[0] ?? {})).toEqual(['name', 'path', ...queries]);
    const byName = lines.toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
    matrices.push(byName.map((line) => queries.map((query) => Number(line[query]))));
  }
  const [cosines = [], perPhoto = [], perText = []] = matrices;
  expect(cosines).toHaveLength(42);
  const exp = cosines.map((row) => row.map((cosine) => Math.exp(100 * cosine)));
  exp.forEach((row, photo) => {
    const ofPhoto = row.reduce((sum, value) => sum + value, 0);
    row.forEach((value, text) => {
      const ofText = exp.reduce((sum, other) => sum + (other[text] ?? 0), 0);
      expect(perPhoto[photo]?.[text]).toBeCloseTo(value / ofPhoto, 3);
      expect(perText[photo]?.[text]).toBeCloseTo(value / ofText, 3);
    });
  });
});

test('20,000 photos, 20 classes and 200 queries leave the page responsive, with few rows rendered', async ({
  app,
  page,
}) => {
  await app.openWithMany(20_000);
  await app.go('Labels');
  await expect(page.getByTestId('labels-field')).toBeVisible();
  await page.evaluate(() => {
    const beat = () => {
      Object.assign(globalThis, { framesDrawn: Number(Reflect.get(globalThis, 'framesDrawn') ?? 0) + 1 });
      requestAnimationFrame(beat);
    };
    beat();
  });
  const frames = () => page.evaluate(() => Number(Reflect.get(globalThis, 'framesDrawn')));
  const classes = Array.from({ length: 20 }, (_, i) => `thing number ${i}`).join(', ');
  await label(page, classes);
  await page.getByRole('radio', { name: 'Table' }).check();
  await expect(page.getByTestId('score-table')).toHaveAttribute('aria-rowcount', '20001');
  expect(await page.getByTestId('score-row').count()).toBeLessThan(60);
  const region = page.getByRole('region', { name: 'Photos and how well each text fits' });
  await region.evaluate((element) => element.scrollIntoView({ block: 'end' }));
  await region.evaluate((element) => element.scrollTo(element.scrollWidth, element.scrollHeight));
  await expect(page.locator('[data-testid=score-row][aria-rowindex="20001"]')).toBeInViewport();
  await expect(page.getByRole('columnheader', { name: 'thing number 19' })).toBeInViewport();

  await page.getByRole('radio', { name: 'Many queries' }).check();
  const queries = Array.from({ length: 201 }, (_, i) => `query number ${i}`);
  await page.getByTestId('batch-field').fill(queries.join('\n'));
  await expect(page.getByTestId('batch-notes')).toContainText('Only the first 200 are compared');
  const before = await frames();
  await page.getByTestId('batch-ask').click();
  await expect(page.getByTestId('compared')).toHaveAttribute('data-queries', '200');
  // Holds for any duration: a page that computed on its own thread would draw only the press and the result.
  expect(await frames()).toBeGreaterThan(before + 2);
  await expect(page.getByTestId('score-table')).toHaveAttribute('aria-colcount', '201');
  expect(await page.getByTestId('score-table').locator('td').count()).toBeLessThan(1000);
});

test('an empty library offers to add photos', async ({ app, page }) => {
  await app.open();
  await app.go('Labels');
  await page.getByRole('button', { name: 'Add photos' }).click();
  await expect(page.getByTestId('sample-album')).toBeVisible();
});
