/** A user's folder, as the File System Access API provides it. */

import type { Page } from '@playwright/test';

/** Writes files to a folder of the origin private file system, and makes the folder picker return it. */
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

/** Returns the sorted names in the folder's top level. */
export async function filesInFolder(page: Page): Promise<string[]> {
  const names = await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Holiday');
    return Array.fromAsync(folder.keys());
  });
  return names.sort();
}

/**
 * Moves or renames a file of the folder as a file manager does: it keeps its date.
 * @param to its new path; null deletes it
 */
export async function moveInFolder(page: Page, from: string, to: string | null): Promise<void> {
  await page.evaluate(
    async ({ from, to }) => {
      /** `move` is not in the types yet. */
      type Movable = FileSystemFileHandle & {
        move(into: FileSystemDirectoryHandle, name: string): Promise<void>;
      };
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Holiday');
      const inside = async (path: string) => {
        const names = path.split('/');
        const name = names.pop() as string;
        let into = folder;
        for (const part of names) into = await into.getDirectoryHandle(part, { create: true });
        return { into, name };
      };
      const old = await inside(from);
      if (to === null) return old.into.removeEntry(old.name);
      const { into, name } = await inside(to);
      await ((await old.into.getFileHandle(old.name)) as Movable).move(into, name);
    },
    { from, to },
  );
}
