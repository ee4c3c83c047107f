/**
 * Measures photos of 12 megapixels from the hand-over to the library: through the real agent on the stand-in
 * NPU, on this device alone, and by single stages.
 */

import { cpus } from 'node:os';
import { type Browser, expect } from '@playwright/test';
import { startAgent } from '../e2e/box/agent';
import { Desk } from '../e2e/box/fixtures';
import { linearBox, useLinear } from '../e2e/box/linear';
import { Shelf } from '../e2e/models/shelf';
import { NPU_MS, processorTime } from './bridge';
import { TimedApp, type Way } from './handing-over';
import { measure } from './measure';
import { median } from './page/timing';
import { APP, BENCH } from './playwright.config';
import type { WideTable } from './report';

const PHOTOS = 144;
const WARM_UP = 8;
const ROUNDS = 3;
const SECONDS = 5;

export async function throughBox(browser: Browser): Promise<WideTable> {
  const photo = await measure(browser, 'largePhotoText');
  const stages = await measure(browser, 'measureDecodeTogether', cpus().length);
  const device = await TimedApp.open(browser, photo);
  const boxed = await TimedApp.open(browser, photo);
  const space = await useLinear(boxed.page, new Shelf(boxed.app, null));
  const agent = await startAgent({
    ...linearBox(space, 'u8'),
    name: 'Board',
    origins: [APP, BENCH],
    env: { AX_STANDIN_MS: NPU_MS },
  });
  try {
    const bridge = await measure(browser, 'measureBridge', agent.pairing, SECONDS);
    const desk = new Desk(boxed.app);
    await desk.pair(agent.pairing);
    await boxed.app.go('Find');
    const rows = await race(browser, [
      ['through the box, from a folder', boxed, 'folder'],
      ['through the box, picked files', boxed, 'picked'],
      ['this device alone, from a folder', device, 'folder'],
      ['this device alone, picked files', device, 'picked'],
    ]);
    await boxed.app.go('Settings');
    // The figures are the box's only if it encoded every photo.
    expect(await desk.encoded('Board')).toBe(await boxed.app.done());
    const alone = (ms: number) => [1000 / ms, ms, Number.NaN];
    return {
      title: `12-megapixel JPEG to the library through a box, stand-in NPU that takes ${NPU_MS} ms a picture; this device with the starter model`,
      columns: ['photos/s', 'ms a photo', 'CPU of the browser, % of all cores'],
      rows: {
        ...rows,
        'decoding alone, a worker for each core, from a folder': alone(stages.folder),
        'decoding alone, picked files': alone(stages.picked),
        'the bridge alone': alone(1000 / bridge.perSecond),
        'the NPU alone': alone(Number(NPU_MS)),
      },
    };
  } finally {
    await agent.stop();
    await boxed.close();
    await device.close();
  }
}

/** Interleaves the contenders. @returns medians: photos a second, milliseconds a photo, CPU in per cent */
async function race(
  browser: Browser,
  contenders: readonly [name: string, app: TimedApp, way: Way][],
): Promise<Record<string, number[]>> {
  const session = await browser.newBrowserCDPSession();
  const times = new Map<string, { ms: number; cpu: number }[]>(contenders.map(([name]) => [name, []]));
  for (const app of new Set(contenders.map(([, app]) => app))) {
    await app.layReady(WARM_UP);
    await app.add('picked');
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, app, way] of contenders) {
      await app.layReady(PHOTOS);
      const before = await processorTime(session);
      const ms = await app.add(way);
      const cpu = ((await processorTime(session)) - before) / (ms / 1000) / cpus().length;
      times.get(name)?.push({ ms: ms / PHOTOS, cpu });
    }
  }
  return Object.fromEntries(
    [...times].map(([name, all]) => {
      const ms = median(all.map((each) => each.ms));
      return [name, [1000 / ms, ms, median(all.map((each) => each.cpu)) * 100]];
    }),
  );
}
