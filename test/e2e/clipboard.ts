/** The clipboard as another page sees it: the app's own policy turns reading it off. */

import type { BrowserContext } from '@playwright/test';

/**
 * Reads the clipboard in a page of the app's origin without the app's headers. The context needs the permission
 * `clipboard-read`.
 * @param read runs in that page
 */
export async function onClipboard<T>(context: BrowserContext, read: () => Promise<T>): Promise<T> {
  const page = await context.newPage();
  await page.route('**/clipboard', (route) => route.fulfill({ contentType: 'text/html', body: 'Clipboard' }));
  await page.goto('/clipboard');
  // Only a page in front may read it.
  await page.bringToFront();
  const found = await page.evaluate(read);
  await page.close();
  return found;
}
