/**
 * The table "recall on the album" of models/README.md: what the app itself, with the model that it comes
 * with, makes of the album's 30 queries in each language.
 *
 *   npx vite build
 *   RECALL_BUILDS="old=../old/dist,new=dist" npx playwright test -c tools/recall/playwright.config.ts
 *
 * An older model is measured in the build that came with it: `git worktree add ../old <commit>`, and build there.
 */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { App } from '../../test/e2e/app';
import { BUILDS } from './builds';

/** The app's language is set as well: of Chinese characters alone it tells what language they are. */
const LANGUAGES = [
  { name: 'English', locale: 'en-US', of: 'query' },
  { name: 'Japanese', locale: 'ja-JP', of: 'ja' },
  { name: 'Chinese', locale: 'zh-CN', of: 'zh' },
] as const;

type AlbumQuery = Record<'query' | 'ja' | 'zh', string> & { files: string[] };
const QUERIES: AlbumQuery[] = JSON.parse(readFileSync('test/fixtures/album-queries.json', 'utf8'));

test('recall on the album', async ({ browser }) => {
  const rows = [
    '| | language | first | among the first three | among the first five |',
    '|---|---|---:|---:|---:|',
  ];
  for (const { name, port } of BUILDS) {
    for (const language of LANGUAGES) {
      const baseURL = `http://localhost:${port}`;
      const context = await browser.newContext({ baseURL, locale: language.locale, serviceWorkers: 'block' });
      const app = new App(await context.newPage());
      await app.open();
      await app.addSamples();
      const places: number[] = [];
      for (const query of QUERIES) {
        const asked = query[language.of];
        await app.find(asked);
        const place = (await app.names()).findIndex((file) => query.files.includes(file));
        places.push(place < 0 ? Number.POSITIVE_INFINITY : place);
        if (!(place >= 0 && place < 5)) console.log(`${name}, ${language.name}: not among five: ${asked}`);
      }
      const within = (count: number) => places.filter((place) => place < count).length;
      rows.push(`| ${name} | ${language.name} | ${within(1)} | ${within(3)} | ${within(5)} |`);
      await context.close();
    }
  }
  console.log(`\n${rows.join('\n')}\n`);
  expect(rows.length).toBe(2 + BUILDS.length * LANGUAGES.length);
});
