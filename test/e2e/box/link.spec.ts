/** Links between the page and a box that are slow, break off, or both. */

import { SIZE } from '../../fixtures/ax650n/linear';
import { expect, starterBox, test } from './fixtures';
import { knownPictures } from './pictures';
import { byBox, expectStarter, storedVectors } from './vectors';

/** Bytes of a picture, and of the eleven with which a box is checked: these go as they are. */
const PICTURE = SIZE * SIZE * 3;
const CHECK = 11 * PICTURE;

/** Where a connection breaks: bytes of the page, the last of the agent. The request and the page's hello are 682. */
const IN = { greetings: 700, check: 2 * PICTURE, batch: CHECK + 6_000, answer: 15_000 };

test('over a link that is slower than its encoder, a box gets its pictures squeezed', async ({
  app,
  page,
  desk,
  startBox,
  openLinkTo,
}) => {
  await app.open();
  const box = await startBox({ ...starterBox(), name: 'Attic' });
  const link = await openLinkTo(box, { delay: 2, bytesPerSecond: 600_000 });
  await desk.pair(link.pairing);
  const before = link.carried();
  const files = knownPictures(80);
  await app.fileInput.setInputFiles(files);
  await app.settled(80);
  const rows = await storedVectors(page);
  await expectStarter(rows, files);
  const boxed = byBox(rows).length;
  expect(boxed).toBeGreaterThan(0);
  // One batch in eight still goes as it is; the others are patches of one colour, and come to next to nothing.
  expect(link.carried() - before).toBeLessThan((boxed * PICTURE) / 2);
});

test('a slow link that breaks again and again: every photo arrives once, and the box is asked again', async ({
  app,
  page,
  desk,
  startBox,
  openLinkTo,
}) => {
  await app.open();
  const box = await startBox({ ...starterBox(), name: 'Attic' });
  const breaks = [
    { fromPage: IN.greetings },
    { fromPage: IN.batch },
    { fromPage: IN.check },
    { fromAgent: IN.answer },
  ];
  const link = await openLinkTo(box, { delay: 5, bytesPerSecond: 4_000_000, breaks });
  await desk.type(link.pairing);
  await desk.connect();
  // The user tries again.
  await expect(page.getByTestId('box-problem')).toHaveAttribute('data-problem', 'box-unreachable');
  await desk.connect();
  await expect(page.getByTestId('box-paired')).not.toHaveAttribute('data-problem');
  await page.getByTestId('box-done').click();

  const files = knownPictures(100);
  const comesBack = async (connections: number) => {
    await expect.poll(() => link.connections()).toBe(connections);
    await expect(desk.box('Attic')).toHaveAttribute('data-state', /ready|working/);
  };
  await test.step('in a batch, then in the check', async () => {
    await app.fileInput.setInputFiles(files.slice(0, 40));
    await comesBack(4);
  });
  await test.step('in an answer', async () => {
    await app.fileInput.setInputFiles(files.slice(40, 80));
    await comesBack(5);
  });
  const encoded = await desk.encoded('Attic');
  await app.fileInput.setInputFiles(files.slice(80));
  await desk.expectEncoded('Attic', encoded);
  await app.settled(100);
  await expectStarter(await storedVectors(page), files);
  await expect(app.indexing).toHaveAttribute('data-failed', '0');
});
