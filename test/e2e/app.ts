/** Drives the app through its stable hooks. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  test as base,
  expect,
  type Locator,
  type Page,
} from '@playwright/test';
import { seedLibrary } from '../fixtures/seed-library';
import { copyLibrary, type LibraryCopy, pasteLibrary } from './library-copy';
import { madeOnce } from './made-once';
import { PORTS } from './ports';

/** Fields of a stored photo that the tests read (`src/core/photo.ts`). */
export interface StoredPhoto {
  no: number;
  name: string;
  width: number;
  height: number;
  added: number;
  incomplete?: true;
}

export class App {
  readonly search: Locator;
  readonly indexing: Locator;
  readonly photos: Locator;
  readonly failed: Locator;
  readonly fileInput: Locator;

  constructor(
    readonly page: Page,
    private readonly album?: () => Promise<LibraryCopy>,
  ) {
    this.search = page.getByTestId('search');
    this.indexing = page.getByTestId('indexing');
    this.photos = page.getByTestId('photo');
    this.failed = page.getByTestId('failed-photo');
    this.fileInput = page.getByTestId('file-input');
  }

  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.indexing).toBeAttached();
  }

  /** Opens the app with the 42 sample photos already indexed, for tests of what comes after indexing. */
  async openWithSamples(): Promise<void> {
    if (!this.album) throw new Error('Only the app of a test has the album at hand.');
    await pasteLibrary(this.page, await this.album());
    await this.open();
    await this.settled(42);
  }

  /** Opens the app with this many plain-coloured photos, for tests of what depends on their number. */
  async openWithMany(count: number): Promise<void> {
    await this.open();
    await seedLibrary(this.page, count, 4);
    await this.page.reload();
    await this.settled(count);
  }

  /** Adds the 42 sample photos and waits until they are indexed. */
  async addSamples(): Promise<void> {
    await this.page.getByTestId('sample-album').click();
    await this.settled(42);
  }

  /**
   * Waits until the queue is empty and the library holds this many photos.
   * @param timeout milliseconds; more where there are hundreds to index
   */
  async settled(done: number, timeout = 240_000): Promise<void> {
    await this.soon('indexing', { done: String(done), state: 'idle' }, timeout);
    await expect(this.indexing).toHaveAttribute('data-done', String(done));
    await expect(this.indexing).toHaveAttribute('data-state', 'idle');
  }

  async done(): Promise<number> {
    return Number(await this.indexing.getAttribute('data-done'));
  }

  /** Types a query and waits for its own results. */
  async find(text: string): Promise<void> {
    await this.search.fill(text);
    await this.soon('results', { query: text });
    await expect(this.page.getByTestId('results')).toHaveAttribute('data-query', text);
    await expect(this.photos.first()).toHaveAttribute('data-score', /./);
  }

  /**
   * Resolves when a hook has these data attributes, or after the timeout. It polls faster than `expect`,
   * which backs off to one check a second: a test waits a hundred times. The caller's `expect` then decides,
   * and reports the actual values.
   */
  private async soon(hook: string, data: Record<string, string>, timeout = 60_000): Promise<void> {
    const met = ({ hook, data }: { hook: string; data: Record<string, string> }) => {
      const element = document.querySelector<HTMLElement>(`[data-testid=${hook}]`);
      return Object.entries(data).every(([name, value]) => element?.dataset[name] === value);
    };
    await this.page.waitForFunction(met, { hook, data }, { polling: 30, timeout }).catch((error) => {
      if (error.name !== 'TimeoutError') throw error;
    });
  }

  /** Returns the file names of the photos in the document, in order. */
  names(): Promise<string[]> {
    return this.photos.evaluateAll((photos) => photos.map((photo) => photo.dataset.name ?? ''));
  }

  /** Reads all photos from the store, because the grid renders only those near the viewport. */
  stored(): Promise<StoredPhoto[]> {
    return this.page.evaluate(async () => {
      const ask = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const db = await ask(indexedDB.open('mitsuke'));
      const photos: StoredPhoto[] = await ask(db.transaction('photos').objectStore('photos').getAll());
      db.close();
      return photos.map(({ no, name, width, height, added, incomplete }) => ({
        no,
        name,
        width,
        height,
        added,
        ...(incomplete && { incomplete }),
      }));
    });
  }

  /** Returns the file names of all photos in the store, sorted. */
  async storedNames(): Promise<string[]> {
    return (await this.stored()).map(({ name }) => name).sort();
  }

  /** Opens a place of the app. */
  async go(place: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('button', { name: place }).click();
  }

  photo(name: string): Locator {
    return this.page.locator(`[data-testid=photo][data-name="${name}"]`);
  }

  /** Returns the colour of one pixel of a photo's thumbnail. @param x, y fractions of its width and height */
  async colorAt(name: string, x: number, y: number): Promise<number[]> {
    const image = this.photo(name).locator('img');
    await expect(image).toHaveJSProperty('complete', true);
    await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
    return image.evaluate(
      (img: HTMLImageElement, [x, y]) => {
        const canvas = new OffscreenCanvas(img.naturalWidth, img.naturalHeight);
        const context = canvas.getContext('2d');
        context?.drawImage(img, 0, 0);
        const at = [Math.floor(x * canvas.width), Math.floor(y * canvas.height)] as const;
        return [...(context?.getImageData(at[0], at[1], 1, 1).data ?? [])].slice(0, 3);
      },
      [x, y] as const,
    );
  }

  /**
   * Waits until the app says (in English) that it works without a network: the shell, the WebAssembly runtime
   * and the model are all stored.
   */
  async readyOffline(): Promise<void> {
    await this.go('Settings');
    await expect(this.page.getByText('Ready: everything works without a network.')).toBeVisible();
    await this.go('Find');
    await expect(this.search).toBeVisible();
  }
}

export interface Origins {
  /** Origin that stands in for the model hub; null if only the app's own origin is allowed. */
  mirror: string | null;
  /** "host:port" of boxes that a test has paired. Fill it before the page connects to them. */
  boxes: string[];
}

/** Says of each worker whether it still answers, whether the library can be read from it, and which locks are held. */
function statesOfWorkers(context: BrowserContext): Promise<string[]> {
  const probe = async () => {
    const orLate = <T>(work: Promise<T>) =>
      Promise.race([work, new Promise<string>((late) => setTimeout(() => late('not within 3 s'), 3000))]);
    const { held = [], pending = [] } = await navigator.locks.query();
    const db = await orLate(
      new Promise<IDBDatabase | string>((resolve) => {
        const request = indexedDB.open('mitsuke');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => resolve(String(request.error));
      }),
    );
    if (typeof db === 'string') return { held, pending, database: db };
    const names = [...db.objectStoreNames];
    const count =
      names.length === 0
        ? null
        : db
            .transaction(names)
            .objectStore(names[0] ?? '')
            .count();
    const read = new Promise<string>((resolve) => {
      if (!count) return resolve('empty');
      count.onsuccess = () => resolve('can be read');
      count.onerror = () => resolve(String(count.error));
    });
    const database = await orLate(read);
    db.close();
    return { held: held.map(({ name }) => name), pending: pending.map(({ name }) => name), database };
  };
  const workers = context.pages().flatMap((page) => page.workers());
  return Promise.all(
    workers.map(async (worker) => {
      const late = new Promise<string>((resolve) => setTimeout(() => resolve('hangs'), 10_000));
      const state = await Promise.race([worker.evaluate(probe).catch(String), late]);
      return `worker ${worker.url()}: ${JSON.stringify(state)}`;
    }),
  );
}

/** Returns a copy of the sample album's library. */
type Album = () => Promise<LibraryCopy>;

/** Indexes the album with the real starter, so that answers about it are real in every build. */
async function indexAlbum(browser: Browser): Promise<LibraryCopy> {
  const context = await browser.newContext({ baseURL: `http://localhost:${PORTS.app}` });
  const page = await context.newPage();
  const app = new App(page);
  await app.open();
  await app.addSamples();
  const copy = await copyLibrary(page);
  await context.close();
  return copy;
}

/**
 * Gives every test the app in a fresh profile, and fails it if a request leaves the app's origin. A failed
 * test keeps the console of the page and its workers beside its screenshot.
 */
export const test = base.extend<Origins & { app: App; origin: undefined; log: undefined }, { album: Album }>({
  mirror: [null, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  boxes: async ({}, use) => use([]),
  album: [
    async ({ browser }, use, { project }) => {
      let copy: Promise<LibraryCopy> | undefined;
      await use(() => {
        copy ??= madeOnce(join(project.outputDir, 'album.json'), () => indexAlbum(browser));
        return copy;
      });
    },
    { scope: 'worker' },
  ],
  app: async ({ page, album }, use) => {
    await use(new App(page, album));
  },
  log: [
    async ({ context }, use, testInfo) => {
      const lines: string[] = [];
      // The page reports its workers' messages too.
      context.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
      context.on('weberror', (error) => lines.push(`uncaught: ${error.error().stack ?? error.error()}`));
      await use(undefined);
      if (testInfo.status === testInfo.expectedStatus) return;
      lines.push(...(await statesOfWorkers(context)));
      const path = testInfo.outputPath('console.log');
      writeFileSync(path, `${lines.join('\n')}\n`);
      await testInfo.attach('console', { path, contentType: 'text/plain' });
    },
    { auto: true },
  ],
  origin: [
    async ({ context, baseURL, mirror, boxes }, use) => {
      const foreign: string[] = [];
      // The page reports its workers' sockets too.
      context.on('page', (page) =>
        page.on('websocket', (socket) => {
          if (!boxes.includes(new URL(socket.url()).host)) foreign.push(socket.url());
        }),
      );
      context.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith('http') && origin !== baseURL && origin !== mirror)
          foreign.push(request.url());
      });
      await use(undefined);
      expect(foreign).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
