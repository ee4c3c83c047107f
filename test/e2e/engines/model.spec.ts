/** A model from a mirror, in each engine, on the build whose catalogue has the hashes of the stand-ins. */

import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { PORTS } from '../ports';
import { hook } from './engine-app';
import { inEngines } from './running';

const SPACE = 'tinyclip-8m';
const ENCODERS = [`${SPACE}/image/q8`, `${SPACE}/text/q8`];

inEngines(['Firefox', 'WebKitGTK'], `http://localhost:${PORTS.standIns}`, (running) => {
  test('a model from a mirror is downloaded, encodes the library and is asked', async () => {
    const app = running();
    await app.open();
    const files = ['windmill-1', 'panda', 'wrench'].map((name) => resolve(`public/album/${name}.jpg`));
    await app.driver.choose(hook('file-input'), files);
    await app.settled(files.length);

    await app.go('Settings');
    await app.there(hook('space'));
    await app.driver.evaluate(() => {
      for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
    }, null);
    await app.fill(hook('mirror'), `http://localhost:${PORTS.mirror}/good/engines/`);
    await app.click(hook('mirror-save'));
    for (const encoder of ENCODERS) {
      const row = hook('encoder', { encoder });
      await app.click(`${row} ${hook('encoder-download')}`);
      await app.there(hook('encoder', { encoder, presence: 'ready' }));
    }
    await app.click(`${hook('space', { space: SPACE })} ${hook('space-use')}`);
    await app.there(hook('space', { space: SPACE, state: 'active' }));
    await app.go('Find');
    await app.find('a windmill');
    const model = await app.driver.evaluate(
      () => document.querySelector('[data-testid=model-id]')?.textContent,
      null,
    );
    expect(model).toBe(SPACE);
    // A stand-in may find them nearly identical, so they may be one stack.
    expect((await app.all(hook('results')))[0]?.total).toBe(String(files.length));
  });
});
