/** Checks of `npm run verify-model`, one row each: see run.mjs. */

import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { findSpace } from '../../models/catalogue';
import { App } from '../../test/e2e/app';
import { Shelf } from '../../test/e2e/models/shelf';

const { VERIFY_SPACE = '', VERIFY_IMAGE, VERIFY_TEXT, VERIFY_MIRROR } = process.env;
const HOUR = 60 * 60_000;

/** Fraction of the album's queries that must have a right photo in their top five. */
const ENOUGH = 22 / 30;

interface AlbumQuery {
  query: string;
  zh: string;
  ja: string;
  files: string[];
}
const QUERIES: AlbumQuery[] = JSON.parse(readFileSync('test/fixtures/album-queries.json', 'utf8'));

interface Row {
  what: string;
  passed: boolean;
  detail: string;
}

test('the model', async ({ page }) => {
  const space = findSpace(VERIFY_SPACE);
  if (!space) throw new Error(`There is no space "${VERIFY_SPACE}"; models/README.md lists them.`);
  const image = space.images.find(({ id }) => !VERIFY_IMAGE || id === VERIFY_IMAGE);
  const text = space.texts.find(({ id }) => !VERIFY_TEXT || id === VERIFY_TEXT);
  if (!image || !text) throw new Error(`${VERIFY_SPACE} has no such encoder.`);
  const rows: Row[] = [];
  const row = (what: string, passed: boolean, detail: string) => rows.push({ what, passed, detail });

  const app = new App(page);
  const shelf = new Shelf(app, null);
  await app.open();
  await app.addSamples();
  await shelf.open();
  if (VERIFY_MIRROR) {
    await page.getByTestId('mirror').fill(VERIFY_MIRROR);
    await page.getByTestId('mirror-save').click();
  }

  for (const { id } of [image, text]) {
    if ((await shelf.encoder(id).getAttribute('data-presence')) !== 'ready')
      await shelf.press(id, 'download');
    await expect(shelf.encoder(id)).toHaveAttribute('data-presence', /ready|unconfirmed|failed/, {
      timeout: HOUR,
    });
    const presence = await shelf.encoder(id).getAttribute('data-presence');
    row(
      `${id} arrives`,
      presence !== 'failed',
      (await shelf.encoder(id).innerText()).replaceAll('\n', ' · '),
    );
    if (presence === 'unconfirmed') await shelf.press(id, 'accept');
    if (presence === 'failed') return finish(rows);
  }
  const stored = await storedFiles(page);
  for (const { path, bytes, sha256 } of [...image.files, ...text.files]) {
    const file = stored.find((each) => each.path === path && (sha256 === null || each.sha256 === sha256));
    const known = sha256 === null ? 'pinned now; for models/hashes.ts' : 'as the catalogue says';
    row(path, file !== undefined, `${file?.bytes ?? bytes} bytes, ${file?.sha256 ?? sha256}, ${known}`);
  }

  const card = shelf.space(space.id);
  if ((await card.getAttribute('data-state')) !== 'active') await shelf.use(space.id);
  await expect(card).toHaveAttribute('data-state', 'active', { timeout: HOUR });
  // It indexed the album, so it has passed its self-test: batches equal single pictures, and backends agree.
  row('self-test and index of the album', true, `${image.precision}, ${space.dimension} dimensions`);
  for (const backend of await shelf.space(space.id).getByTestId('backend').all()) {
    const told = await backend.innerText();
    row(`backend ${await backend.getAttribute('data-backend')}`, !told.includes('refused'), told);
  }

  await app.go('Find');
  const language = ['en', 'zh', 'ja'].find((each) => text.languages.includes(each)) ?? 'en';
  const missed: string[] = [];
  for (const { query, files, ...others } of QUERIES) {
    const asked = language === 'en' ? query : others[language as 'zh' | 'ja'];
    await app.find(asked);
    const first = (await app.names()).slice(0, 5);
    if (!first.some((name) => files.includes(name))) missed.push(asked);
  }
  const found = QUERIES.length - missed.length;
  row(
    `album ranked (${language})`,
    found >= ENOUGH * QUERIES.length,
    `${found} of ${QUERIES.length} among the first five${missed.length > 0 ? `; missed: ${missed.join(', ')}` : ''}`,
  );
  finish(rows);
});

function finish(rows: readonly Row[]): void {
  const width = Math.max(...rows.map(({ what }) => what.length));
  const lines = rows.map(
    ({ what, passed, detail }) => `${passed ? 'pass' : 'FAIL'}  ${what.padEnd(width)}  ${detail}`,
  );
  console.log(`\n${lines.join('\n')}\n`);
  expect(rows.filter(({ passed }) => !passed).map(({ what }) => what)).toEqual([]);
}

/** Reads the model files in the app's store. */
function storedFiles(page: Page): Promise<{ path: string; bytes: number; sha256: string }[]> {
  return page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await ask(indexedDB.open('mitsuke'));
    const files = await ask(db.transaction('modelFiles').objectStore('modelFiles').getAll());
    db.close();
    return files;
  });
}
