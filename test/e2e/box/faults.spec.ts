/**
 * Boxes that fail in the middle of indexing. Every photo must get its own vector exactly once, whether a box
 * or this device encodes it.
 */

import { holdRuntime } from '../holding';
import { storedVectors } from '../stored-vectors';
import { startAgent } from './agent';
import { expect, starterBox, test } from './fixtures';
import { linearBox, useLinear } from './linear';
import { knownPictures } from './pictures';
import { byBox, expectLinear, expectStarter } from './vectors';

/** A board at 25 pictures a second: slow enough that the device joins in, fast enough to be served first. */
const SLOW = { AX_STANDIN_MS: '40' };

test('an agent restarts the encoder when its NPU hangs, and the box continues', async ({
  app,
  page,
  desk,
  shelf,
  startBox,
}) => {
  await app.open();
  const space = await useLinear(page, shelf);
  const model = linearBox(space, 'u8');
  const env = { AX_STANDIN_HANG: 'AX_ENGINE_RunSyncV2@40' };
  const args = [...model.args, '--timeout', '1'];
  const box = await startBox({ ...model, args, env, name: 'Board' });
  await desk.pair(box.pairing);
  const files = knownPictures(120);
  await app.fileInput.setInputFiles(files.slice(0, 60));
  await expect.poll(() => box.said()).toContain('does not answer any more');
  await expect.poll(() => box.said()).toContain('started again');
  await app.settled(60);
  const before = await desk.encoded('Board');
  await app.fileInput.setInputFiles(files.slice(60));
  await desk.expectEncoded('Board', before);
  await app.settled(120);
  expectLinear(await storedVectors(page), files);
  await expect(app.indexing).toHaveAttribute('data-failed', '0');
});

test('a box and the device take over the work of another box that dies', async ({
  app,
  page,
  context,
  desk,
  shelf,
  startBox,
}) => {
  await app.open();
  const space = await useLinear(page, shelf);
  const first = await startBox({ ...linearBox(space, 'u8'), name: 'Attic', env: SLOW });
  const second = await startBox({ ...linearBox(space, 'f32'), name: 'Cellar', env: SLOW });
  await desk.pair(first.pairing);
  await desk.pair(second.pairing);
  // All three hold as many pictures as they may while the rest waits, so that each of them has some.
  const device = await holdRuntime(context);
  first.freeze();
  second.freeze();
  const files = knownPictures(240);
  await app.fileInput.setInputFiles(files);
  await device.asked;
  first.thaw();
  await desk.expectEncoded('Attic', 0);
  second.thaw();
  await desk.expectEncoded('Cellar', 0);
  await first.kill();
  await expect(desk.box('Attic')).toHaveAttribute('data-problem', 'box-unreachable');
  device.release();
  await app.settled(240);
  const rows = await storedVectors(page);
  expectLinear(rows, files);
  // `build` names the model file of a row: the two boxes run different files of the same function.
  expect(new Set(byBox(rows).map(({ build }) => build)).size).toBe(2);
  expect(byBox(rows).length).toBeLessThan(240);
  await expect(app.indexing).toHaveAttribute('data-failed', '0');
});

test('the device goes on while a killed agent is down, and the box resumes when it is back', async ({
  app,
  page,
  desk,
  startBox,
  baseURL,
}, testInfo) => {
  await app.open();
  const model = { ...starterBox(), name: 'Board', state: testInfo.outputPath('state') };
  const box = await startBox(model);
  await desk.pair(box.pairing);
  const files = knownPictures(160);
  await app.fileInput.setInputFiles(files.slice(0, 40));
  await desk.expectEncoded('Board', 0);
  await app.settled(40);
  box.freeze();
  await app.fileInput.setInputFiles(files.slice(40, 80));
  await expect(desk.box('Board')).toHaveAttribute('data-state', 'working');
  await box.kill();
  await expect(desk.box('Board')).toHaveAttribute('data-problem', 'box-unreachable');
  const before = await desk.encoded('Board');
  const again = await startAgent({ ...model, origins: [baseURL ?? ''], port: box.port });
  try {
    // It has kept its key.
    expect(again.pairing).toBe(box.pairing);
    await expect(desk.box('Board')).toHaveAttribute('data-state', /ready|working/);
    await app.fileInput.setInputFiles(files.slice(80));
    await desk.expectEncoded('Board', before);
    await app.settled(160);
    await expectStarter(await storedVectors(page), files);
    await expect(app.indexing).toHaveAttribute('data-failed', '0');
  } finally {
    await again.stop();
  }
});
