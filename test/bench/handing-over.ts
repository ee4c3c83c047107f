/** The app in a profile of its own, which is given large photos and timed until they are in its library. */

import type { Browser, Page } from '@playwright/test';
import { App } from '../e2e/app';
import { APP } from './playwright.config';

/** A folder is read where it lies; of files picked one by one copies are kept, and previews for the viewer. */
export type Way = 'folder' | 'picked';

export class TimedApp {
  readonly app: App;
  private done = 0;

  private constructor(readonly page: Page) {
    this.app = new App(page);
  }

  /** @param photo a JPEG in base64 */
  static async open(browser: Browser, photo: string): Promise<TimedApp> {
    const context = await browser.newContext({ baseURL: APP, viewport: { width: 1440, height: 900 } });
    const timed = new TimedApp(await context.newPage());
    await timed.app.open();
    await timed.page.evaluate((photo) => Object.assign(globalThis, { photo }), photo);
    return timed;
  }

  /** Lays this many photos ready, no two alike, once what came before is in. */
  async layReady(count: number): Promise<void> {
    await this.app.settled(this.done);
    await this.page.evaluate(putIntoFolder, { from: this.done, count });
    this.done += count;
  }

  /** Hands over what lies ready. @returns milliseconds until all of it is in the library */
  async add(way: Way): Promise<number> {
    const time = this.page.evaluate(timeOf, { way, done: this.done });
    if (way === 'folder') {
      await this.page.getByRole('button', { name: 'Add photos' }).click();
      await this.page.getByRole('button', { name: 'Choose a folder' }).click();
    }
    return time;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

/** In the page: a folder of copies, each with a number behind its last byte; the one before it is gone. */
async function putIntoFolder({ from, count }: { from: number; count: number }): Promise<void> {
  // What `open` has laid into the page, of which its types know nothing.
  const { photo } = globalThis as unknown as { photo: string };
  const bytes = Uint8Array.from(atob(photo), (char) => char.charCodeAt(0));
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) {
    if (name.startsWith('bench-')) await root.removeEntry(name, { recursive: true });
  }
  const folder = await root.getDirectoryHandle(`bench-${from}`, { create: true });
  for (let no = from; no < from + count; no++) {
    const file = await folder.getFileHandle(`${no}.jpg`, { create: true });
    const writer = await file.createWritable();
    await writer.write(new Blob([bytes, new Uint32Array([no])]));
    await writer.close();
  }
  Object.assign(globalThis, { folder });
}

/** In the page: from when it gets the files until this many are done. For a folder somebody has to press the button. */
async function timeOf({ way, done }: { way: Way; done: number }): Promise<number> {
  // What `putIntoFolder` has laid into the page.
  const { folder } = globalThis as unknown as { folder: FileSystemDirectoryHandle };
  const transfer = new DataTransfer();
  for await (const handle of folder.values()) {
    if (handle.kind === 'file') transfer.items.add(await handle.getFile());
  }
  return new Promise((resolve) => {
    let start = performance.now();
    const observer = new MutationObserver(() => {
      if (!document.querySelector(`[data-testid=indexing][data-done="${done}"]`)) return;
      observer.disconnect();
      resolve(performance.now() - start);
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    if (way === 'folder') {
      const showDirectoryPicker = async () => {
        start = performance.now();
        return folder;
      };
      Object.assign(globalThis, { showDirectoryPicker });
      return;
    }
    const input = document.querySelector<HTMLInputElement>('[data-testid=file-input]');
    if (!input) throw new Error('No file input.');
    input.files = transfer.files;
    start = performance.now();
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
