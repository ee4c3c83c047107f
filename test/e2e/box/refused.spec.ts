/** Boxes that the page refuses: it says why, and keeps no vector of theirs. */

import type { Page } from '@playwright/test';
import { storedVectors } from '../stored-vectors';
import { expect, starterBox, test } from './fixtures';
import { startForeignBox } from './foreign-version';
import { linearBox } from './linear';
import { knownPictures } from './pictures';

/** Expects this problem in the sheet, and no paired box after it is closed. */
async function expectRefused(page: Page, problem: string, words: RegExp): Promise<void> {
  await expect(page.getByTestId('box-problem')).toHaveAttribute('data-problem', problem);
  await expect(page.getByTestId('box-problem')).toContainText(words);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('boxes')).toHaveAttribute('data-count', '0');
}

test('a wrong key and an unlisted origin are refused, each with its reason', async ({
  app,
  page,
  desk,
  startBox,
  baseURL,
}) => {
  const model = starterBox();
  const box = await startBox(model);
  const other = await startBox({ ...model, origins: ['https://elsewhere.example'] });
  await app.open();

  await test.step('another box’s key is refused', async () => {
    await desk.type(`${box.pairing.split('#')[0]}#${other.pairing.split('#')[1]}`);
    await desk.connect();
    await expectRefused(page, 'box-refused', /does not accept this page’s key.*pairing text/s);
    expect(box.said()).not.toContain('is connected');
  });

  await test.step('a page of an unlisted origin is refused', async () => {
    await desk.type(other.pairing);
    await desk.connect();
    await expectRefused(page, 'box-unreachable', /does not answer.*--origin/s);
    expect(other.said()).toContain(`--origin "${baseURL}"`);
  });

  await test.step('the right key is accepted', () => desk.pair(box.pairing));
});

test('a box with another protocol version is refused', async ({ app, page, desk, boxes }) => {
  const box = await startForeignBox();
  boxes.push(`127.0.0.1:${box.port}`);
  await app.open();
  await desk.type(box.pairing);
  await desk.connect();
  await expectRefused(page, 'box-version', /a different version of Mitsuke.*Update the agent/s);
  await box.close();
});

test('a box that normalises pictures differently is refused', async ({ app, page, desk, startBox }) => {
  const box = await startBox(starterBox('--norm', 'half'));
  await app.open();
  await desk.type(box.pairing);
  await desk.connect();
  await expectRefused(page, 'box-differs', /results differ from this device.*manifest/s);
});

test('a box with another model stays paired, but encodes nothing', async ({ app, page, desk, startBox }) => {
  const box = await startBox({ ...linearBox('elsewhere', 'onnx'), name: 'Attic' });
  await app.open();
  await desk.type(box.pairing);
  await desk.connect();
  await expect(page.getByTestId('box-paired')).toHaveAttribute('data-problem', 'box-space');
  await expect(page.getByTestId('box-paired')).toContainText('a different model from the one in use');
  await page.getByTestId('box-done').click();
  const known = knownPictures(12);
  await app.fileInput.setInputFiles(known);
  await app.settled(12);
  await expect(desk.box('Attic')).toHaveAttribute('data-state', 'refused');
  await expect(desk.box('Attic')).toContainText('a different model from the one in use');
  const rows = await storedVectors(page);
  expect(rows).toHaveLength(12);
  expect(rows.filter(({ build, space }) => build.startsWith('box') || space !== 'starter-2')).toEqual([]);
});
