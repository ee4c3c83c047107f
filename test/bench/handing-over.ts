/** Times how long the app, in its own profile, takes to index large photos. */

import type { Browser, Page } from '@playwright/test';
import { App } from '../e2e/app';
import { APP } from './playwright.config';

/** A folder is read in place. Of picked files the app stores copies, and previews for the viewer. */
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

  /** Waits until the previous photos are indexed, and prepares this many different ones. */
  async layReady(count: number): Promise<void> {
    await this.app.settled(this.done);
    await this.page.evaluate(putIntoFolder, { from: this.done, count });
    this.done += count;
  }

  /** Hands over the prepared photos. @returns milliseconds until all are in the library */
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

/** Runs in the page. Replaces the folder by one with copies of the photo, each with a number appended. */
async function putIntoFolder({ from, count }: { from: number; count: number }): Promise<void> {
  // Set by `open`, and not declared by the page's types.
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

/** Runs in the page. Times the hand-over until this many photos are done. The caller presses the button. */
async function timeOf({ way, done }: { way: Way; done: number }): Promise<number> {
  // Set by `putIntoFolder`.
  const { folder } = globalThis as unknown as { folder: FileSystemDirectoryHandle };
  let start = performance.now();
  // Before anything is waited for: the press would open the browser's own picker, which never ends.
  const showDirectoryPicker = async () => {
    start = performance.now();
    return folder;
  };
  Object.assign(globalThis, { showDirectoryPicker });
  const isDone = new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(`[data-testid=indexing][data-done="${done}"]`)) return;
      observer.disconnect();
      resolve(performance.now() - start);
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  if (way === 'picked') {
    const transfer = new DataTransfer();
    for await (const handle of folder.values()) {
      if (handle.kind === 'file') transfer.items.add(await handle.getFile());
    }
    const input = document.querySelector<HTMLInputElement>('[data-testid=file-input]');
    if (!input) throw new Error('No file input.');
    input.files = transfer.files;
    start = performance.now();
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
  return isDone;
}
