/** Drives the app through the models of the catalogue, a test for each: see run.mjs. */

import { readFileSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { type Backend, fileKey, type ImageEntry, type Space, type TextEntry } from '#core/space';
import type { VerifiedRecord } from '#models/verified';
import type { StoredBackends, StoredModelFile } from '#store/schema';
import { findSpace, SPACES } from '../../models/catalogue';
import { DEFAULT_CHOICE } from '../../models/default-choice';
import { forecast } from '../../models/forecast';
import { App } from '../../test/e2e/app';
import { Shelf } from '../../test/e2e/models/shelf';
import { storedRows } from '../../test/e2e/stored-rows';
import { pageProcesses, peakMemory } from '../peak-memory';
import { faultsOf } from './judging';
import { MIRROR, OPTIONS } from './options';

const HOUR = 60 * 60_000;
const ALBUM = 42;

const QUERIES: { query: string; zh: string; ja: string; files: string[] }[] = JSON.parse(
  readFileSync('test/fixtures/album-queries.json', 'utf8'),
);

const unknown = OPTIONS.spaces.filter((id) => !findSpace(id));
if (unknown.length > 0)
  throw new Error(`${unknown.join(', ')}: see models/README.md for the models there are.`);

for (const space of OPTIONS.spaces.length > 0
  ? OPTIONS.spaces.flatMap((id) => findSpace(id) ?? [])
  : SPACES) {
  test(space.id, async ({ page, browser }, info) => {
    const verification = new Verification(page, space);
    try {
      await verification.run();
      await verification.measurePeak(browser);
    } finally {
      // What was found before a failure is worth a table too.
      await info.attach('record', {
        body: JSON.stringify(verification.record),
        contentType: 'application/json',
      });
    }
    expect(faultsOf(verification.record)).toEqual([]);
  });
}

class Verification {
  readonly record: VerifiedRecord;
  private readonly app: App;
  private readonly shelf: Shelf;
  /** Milliseconds a picture, as the indexing of the album saw it. */
  private starter = Number.NaN;

  constructor(
    private readonly page: Page,
    private readonly space: Space,
  ) {
    this.app = new App(page);
    this.shelf = new Shelf(this.app, null);
    this.record = {
      space: space.id,
      date: new Date().toISOString().slice(0, 10),
      device: '',
      origin: originOf(space),
      encoders: [],
      rankings: [],
      peak: null,
    };
  }

  async run(): Promise<void> {
    const { app, page, shelf, space } = this;
    await app.open();
    await app.addSamples();
    this.starter = await starterPace(page);
    await shelf.open();
    if (MIRROR !== null) {
      await page.getByTestId('mirror').fill(MIRROR);
      await page.getByTestId('mirror-save').click();
    }
    const images = await this.installed(space.images.filter(isChosen));
    // The last first: for a language, the app takes the first text encoder that is here and understands it.
    for (const text of space.texts.filter(isChosen).toReversed()) {
      const [ready] = await this.installed([text]);
      if (!ready || images.length === 0) continue;
      if ((await shelf.space(space.id).getAttribute('data-state')) !== 'active') await shelf.use(space.id);
      await expect(shelf.space(space.id)).toHaveAttribute('data-state', 'active', { timeout: HOUR });
      await this.rank(await this.used(images), text);
    }
    const [text] = space.texts.filter(isChosen);
    for (const image of images) {
      if (!text || this.record.rankings.some((ranking) => ranking.image === image.id)) continue;
      await this.encodeWith(image);
      await this.rank(image, text);
    }
    await this.benchmark();
    await this.listFiles();
  }

  async measurePeak(browser: Browser): Promise<void> {
    const peak = Math.max(...(await pageProcesses(browser)).map(peakMemory));
    this.record.peak = Number.isNaN(peak) ? null : peak;
  }

  /** Downloads encoders, or has them made, and confirms their files. @returns those that are ready */
  private async installed<E extends ImageEntry | TextEntry>(encoders: readonly E[]): Promise<E[]> {
    const ready: E[] = [];
    for (const encoder of encoders) {
      const { id } = encoder;
      const row = this.shelf.encoder(id);
      if ((await row.getAttribute('data-presence')) !== 'ready') await this.shelf.press(id, 'download');
      await expect(row).toHaveAttribute('data-presence', /ready|unconfirmed|failed/, { timeout: HOUR });
      if ((await row.getAttribute('data-presence')) === 'unconfirmed') await this.shelf.press(id, 'accept');
      await expect(row).toHaveAttribute('data-presence', /ready|failed/, { timeout: HOUR });
      const isReady = (await row.getAttribute('data-presence')) === 'ready';
      const missing = isReady ? null : (await row.getByRole('alert').innerText()).replaceAll('\n', ' ');
      this.record.encoders.push({ id, missing, files: [], backends: {} });
      if (isReady) ready.push(encoder);
    }
    return ready;
  }

  /** The build that the space uses now. */
  private async used(images: readonly ImageEntry[]): Promise<ImageEntry> {
    const row = this.shelf.space(this.space.id).locator('[data-testid=encoder][data-used=true]').first();
    const id = await row.getAttribute('data-encoder');
    return images.find((image) => image.id === id) ?? (images[0] as ImageEntry);
  }

  /** Encodes the album once more with another build: a change of build keeps the vectors. */
  private async encodeWith(image: ImageEntry): Promise<void> {
    await this.page.locator(`[data-testid=build-use][data-encoder="${image.id}"]`).click();
    await expect(this.shelf.encoder(image.id)).toHaveAttribute('data-used', 'true');
    await this.app.go('Find');
    await this.app.search.fill('');
    await this.page.getByRole('button', { name: 'Remove sample photos' }).click();
    await this.app.settled(0);
    await this.page.getByTestId('sample-album').click();
    await expect(this.app.indexing).toHaveAttribute('data-done', String(ALBUM), { timeout: HOUR });
    await expect(this.app.indexing).toHaveAttribute('data-state', 'idle', { timeout: HOUR });
  }

  /** Asks the album's queries in each language that the text encoder understands, and returns to the settings. */
  private async rank(image: ImageEntry, text: TextEntry): Promise<void> {
    await this.app.go('Find');
    const languages = (['en', 'zh', 'ja'] as const).filter((each) => text.languages.includes(each));
    for (const language of languages) {
      const ranking = {
        image: image.id,
        text: text.id,
        language,
        first: 0,
        five: 0,
        queries: QUERIES.length,
      };
      for (const { query, files, ...others } of QUERIES) {
        await this.app.find(language === 'en' ? query : others[language]);
        const place = (await this.app.names()).findIndex((name) => files.includes(name));
        if (place === 0) ranking.first++;
        if (place >= 0 && place < 5) ranking.five++;
      }
      this.record.rankings.push(ranking);
    }
    await this.shelf.open();
  }

  /** Opens every encoder on every backend, compares the golden pictures, and takes the time. */
  private async benchmark(): Promise<void> {
    const { page, record } = this;
    await page.getByTestId('benchmark-start').click();
    await expect(page.getByTestId('benchmark-copy')).toBeVisible({ timeout: HOUR });
    for (const encoder of record.encoders) {
      const rows = page.locator(`[data-testid=benchmark-row][data-encoder="${encoder.id}"]`);
      for (const row of await rows.all()) {
        const backend = (await row.getAttribute('data-backend')) as Backend;
        const ms = await row.getAttribute('data-avg');
        encoder.backends[backend] =
          ms === null ? ((await row.getAttribute('data-failure')) ?? 'no figure') : tenths(Number(ms));
      }
      const image = this.space.images.find(({ id }) => id === encoder.id);
      const { multiplyAdds } = this.space;
      // Forecasts are of transformers, from the starter.
      if (!image || !multiplyAdds || this.space.id === DEFAULT_CHOICE.space) continue;
      const pace = { starter: this.starter, photo: 0, graphics: null };
      const ms = forecast(pace, { multiplyAdds, precision: image.precision, backend: 'wasm' });
      if (ms !== null) encoder.forecast = tenths(ms);
    }
    const [device = ''] = ((await page.getByTestId('benchmark-text').textContent()) ?? '').split('\n');
    record.device = device;
  }

  /** Lists what was stored: the app has hashed it. A build made on this device is left out: it is not published. */
  private async listFiles(): Promise<void> {
    const { modelFiles } = await storedRows<{ modelFiles: StoredModelFile }>(this.page, 'modelFiles');
    for (const encoder of this.record.encoders) {
      const entry = [...this.space.images, ...this.space.texts].find(({ id }) => id === encoder.id);
      if (!entry) continue;
      for (const wanted of entry.files) {
        const { path, sha256, bytes } = wanted;
        if (entry.home.kind === 'made' && path === entry.graph) continue;
        // By its key: other models, the starter too, have files with the same path.
        const key = fileKey(entry.home, wanted);
        const file = modelFiles.find((each) => each.key === key);
        const found = file ?? (sha256 !== null && bytes !== null ? { bytes, sha256 } : null);
        if (!found) throw new Error(`${path} of ${encoder.id} is not in the store.`);
        encoder.files.push({ path, bytes: found.bytes, sha256: found.sha256, published: sha256 !== null });
      }
    }
  }
}

function isChosen({ id }: ImageEntry | TextEntry): boolean {
  return OPTIONS.encoders.length === 0 || OPTIONS.encoders.includes(id);
}

function originOf({ images }: Space): VerifiedRecord['origin'] {
  if (images[0]?.home.kind === 'app') return 'app';
  if (OPTIONS.folder !== null) return 'folder';
  return MIRROR === null ? 'hub' : 'mirror';
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** What the app stored of the starter's pace on WASM. */
async function starterPace(page: Page): Promise<number> {
  const { backends } = await storedRows<{ backends: StoredBackends }>(page, 'backends');
  const known = backends.find(({ encoder }) => encoder === DEFAULT_CHOICE.image);
  return known?.paces?.wasm?.picture ?? Number.NaN;
}
