/** Downloads through the interface; test/unit/workers/models tests the faults of servers. */

import { expect, test } from './fixtures';

const IMAGE = 'clip-b32/image/q8';
const GRAPH = /vision_model_quantized\.onnx$/;

test('a download resumes after a reload, and can be cancelled', async ({ app, shelf, page }) => {
  await app.open();
  await shelf.open();
  await shelf.useMirror('slow');
  await shelf.press(IMAGE, 'download');
  await expect(shelf.encoder(IMAGE)).toContainText(/\d kB of|\d kB \//);

  // It resumes without an action of the user.
  let ask = () => {};
  const rest = new Promise<void>((asked) => {
    ask = asked;
  });
  // It gets no further, however long the test takes from here.
  await page.context().route(GRAPH, () => ask());
  await page.reload();
  await rest;
  await shelf.open();
  await shelf.expectPresence(IMAGE, 'loading');

  await shelf.press(IMAGE, 'cancel');
  await shelf.expectPresence(IMAGE, 'absent');
  await page.reload();
  await shelf.open();
  await shelf.expectPresence(IMAGE, 'absent');
});

test('a failed download says why and what to do, and works at the next attempt', async ({ app, shelf }) => {
  await app.open();
  await shelf.open();
  await shelf.useMirror('html');
  await shelf.press(IMAGE, 'download');
  await shelf.expectPresence(IMAGE, 'failed');
  await expect(shelf.encoder(IMAGE).getByRole('alert')).toContainText('web page');
  await shelf.useMirror('good');
  await shelf.press(IMAGE, 'download');
  await shelf.expectPresence(IMAGE, 'ready');
  await shelf.press(IMAGE, 'remove');
  await shelf.expectPresence(IMAGE, 'absent');
});
