import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/**
 * Dispatches the browser's event for album pictures that are dragged over the page, dropped, or pasted.
 * @param at position of the pointer, in CSS pixels of the window
 */
export async function hand(
  page: Page,
  type: 'drag' | 'drop' | 'paste',
  names: string[],
  at = { x: 0, y: 0 },
): Promise<void> {
  const files = names.map((name) => ({ name, base64: readFileSync(`public/album/${name}`, 'base64') }));
  await page.evaluate(
    ({ type, files, at }) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: 'image/jpeg' }));
      }
      const common = { bubbles: true, cancelable: true };
      const drag = { ...common, dataTransfer: transfer, clientX: at.x, clientY: at.y };
      const events = {
        drag: () => new DragEvent('dragover', drag),
        drop: () => new DragEvent('drop', drag),
        paste: () => new ClipboardEvent('paste', { ...common, clipboardData: transfer }),
      };
      document.body.dispatchEvent(events[type]());
    },
    { type, files, at },
  );
}

/** Drops files on the page, by their names, as files without a media type. */
export async function dropFiles(page: Page, files: Record<string, Buffer>): Promise<void> {
  const encoded = Object.entries(files).map(([name, bytes]) => [name, bytes.toString('base64')] as const);
  await page.evaluate((files) => {
    const transfer = new DataTransfer();
    for (const [name, base64] of files) {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: transfer }));
  }, encoded);
}
