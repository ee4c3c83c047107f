import type { Page } from '@playwright/test';
import { decodedFiles } from '../fixtures/decoded-files';
import { expect, test } from './app';

/** Counts what the page and its workers really ask for, by the folder of its address. */
function watched(page: Page) {
  const paths: string[] = [];
  page.context().on('request', (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (protocol.startsWith('http')) paths.push(pathname);
  });
  const under = (...folders: string[]) =>
    paths.filter((path) => folders.some((each) => path.startsWith(each))).length;
  return { album: () => under('/album/'), model: () => under('/models/') };
}

const sum = (page: Page, reason: string) =>
  page.locator(`[data-testid=request-sum][data-reason="${reason}"]`);

test('every request is listed with its reason, sums outlast the session, and erasing forgets them', async ({
  app,
  page,
  baseURL,
}) => {
  const asked = watched(page);
  await app.open();
  await app.addSamples();
  const psd = (await decodedFiles()).find(({ name }) => name.endsWith('.psd'));
  await app.fileInput.setInputFiles({ name: 'a.psd', mimeType: '', buffer: psd?.bytes ?? Buffer.alloc(0) });
  await app.settled(43);
  await app.go('Settings');
  await test.step('as many as the browser saw', async () => {
    await expect(sum(page, 'album')).toContainText(`${asked.album()} requests`);
    await expect(sum(page, 'model')).toContainText(`${asked.model()} requests`);
    await expect(sum(page, 'album')).toHaveAttribute('data-host', new URL(baseURL ?? '').host);
  });
  await test.step('one by one, with what came back', async () => {
    await page.getByTestId('requests').locator('summary').click();
    await expect(page.getByTestId('request')).toHaveCount(asked.album() + asked.model());
    await expect(page.getByTestId('request').filter({ hasText: '/album/panda.jpg' })).toContainText('kB');
  });
  const before = await sum(page, 'album').textContent();
  await page.reload();
  await test.step('another session lists its own, and adds to the sums', async () => {
    await expect(sum(page, 'album')).toHaveText(before ?? '');
    await expect(page.getByTestId('request').filter({ hasText: '/album/' })).toHaveCount(0);
  });
  await test.step('a second tab counts nothing twice', async () => {
    const other = await page.context().newPage();
    await other.goto('/#settings');
    await expect(sum(other, 'album')).toHaveText(before ?? '');
    await other.close();
  });
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByTestId('sample-album')).toBeVisible();
  await app.go('Settings');
  await expect(page.getByTestId('requests')).toBeAttached();
  await expect(sum(page, 'album')).toHaveCount(0);
});
