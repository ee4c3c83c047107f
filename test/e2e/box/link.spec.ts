/** Links between the page and a box that are slow, that break, or both. */

import { SIZE } from '../../fixtures/ax650n/linear';
import { storedVectors } from '../stored-vectors';
import { expect, starterBox, test } from './fixtures';
import { knownPictures } from './pictures';
import { byBox, expectStarter } from './vectors';

/** Bytes of a picture, and of the eleven that check a box, which are sent uncompressed. */
const PICTURE = SIZE * SIZE * 3;
const CHECK = 11 * PICTURE;

/** Bytes after which a connection breaks: from the page, `answer` from the agent. Request and hello: 682. */
const IN = { greetings: 700, check: 2 * PICTURE, batch: CHECK + 6_000, answer: 15_000 };

test('a box behind a link that is slower than its encoder gets squeezed pictures', async ({
  app,
  page,
  desk,
  startBox,
  openLinkTo,
}) => {
  await app.open();
  const box = await startBox({ ...starterBox(), name: 'Attic' });
  const link = await openLinkTo(box, { delay: 2, bytesPerSecond: 300_000 });
  await desk.pair(link.pairing);
  const before = link.carried();
  const files = knownPictures(80);
  await app.fileInput.setInputFiles(files);
  await app.settled(80);
  const rows = await storedVectors(page);
  await expectStarter(rows, files);
  const boxed = byBox(rows).length;
  expect(boxed).toBeGreaterThan(0);
  // One batch in eight is still sent plain. The others, patches of one colour, shrink to almost nothing.
  expect(link.carried() - before).toBeLessThan((boxed * PICTURE) / 2);
});

test('every photo is indexed once over a slow link that keeps breaking, and the box is used again', async ({
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
  await test.step('the link breaks in a batch, then in the check', async () => {
    await app.fileInput.setInputFiles(files.slice(0, 40));
    await comesBack(4);
  });
  await test.step('the link breaks in an answer', async () => {
    await app.fileInput.setInputFiles(files.slice(40, 80));
    await comesBack(5);
  });
  const encoded = await desk.encoded('Attic');
  await app.fileInput.setInputFiles(files.slice(80));
  await desk.expectEncoded('Attic', encoded);
  await app.settled(100);
  await expectStarter(await storedVectors(page), files);
  await expect(app.indexing).toHaveAttribute('data-failed', '0');

  await test.step('each socket is in the list of requests, as many as the link has seen', async () => {
    const sum = page.locator('[data-testid=request-sum][data-reason=box]');
    await expect(sum).toHaveAttribute('data-host', `127.0.0.1:${link.port}`);
    // A socket announces no bytes, so none are claimed.
    await expect(sum).toHaveText(/connections to your box\s*5 requests$/);
    expect(link.connections()).toBe(5);
    await page.getByTestId('requests').locator('summary').click();
    const each = page.locator('[data-testid=request][data-reason=box]');
    await expect(each).toHaveCount(5);
    await expect(each.first()).toContainText(`127.0.0.1:${link.port}/`);
  });
});
