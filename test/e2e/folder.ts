/** A folder of the user's, as the File System Access API hands it over. */

import type { Page } from '@playwright/test';

/** Puts files into a real folder of the page's own, and has the folder picker answer with it. */
export async function folderPicker(page: Page, files: Record<string, Buffer>): Promise<void> {
  await page.evaluate(
    async (files) => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('Holiday', { create: true });
      for (const [path, base64] of Object.entries(files)) {
        const names = path.split('/');
        const name = names.pop() as string;
        let into = folder;
        for (const part of names) into = await into.getDirectoryHandle(part, { create: true });
        const writer = await (await into.getFileHandle(name, { create: true })).createWritable();
        await writer.write(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
        await writer.close();
      }
      Object.assign(globalThis, { showDirectoryPicker: async () => folder });
    },
    Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, bytes.toString('base64')])),
  );
}

/** Names of the files that are in its top folder. */
export async function filesInFolder(page: Page): Promise<string[]> {
  const names = await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Holiday');
    return Array.fromAsync(folder.keys());
  });
  return names.sort();
}
