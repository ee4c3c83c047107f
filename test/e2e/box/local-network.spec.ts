/**
 * A page from the internet over https, and a box in the local network without TLS. Both run on this machine:
 * flags tell Chromium which address is public and which is local. The permission prompt itself is not tested,
 * because a headless browser cannot show it.
 */

import { mkdirSync } from 'node:fs';
import { type BrowserContext, chromium } from '@playwright/test';
import { findTestBrowser } from '../../../tools/browser.mjs';
import { TEST_BROWSER_ARGS } from '../../../tools/browser-args.mjs';
import { App } from '../app';
import { storedVectors } from '../stored-vectors';
import { Desk, expect, starterBox, test } from './fixtures';
import { knownPictures } from './pictures';
import { serveSecurely } from './secure-page';
import { byBox } from './vectors';

/** An address reserved for documentation, which no host has, and one of a home network. */
const [SITE, HOME] = ['203.0.113.5', '192.168.77.5'];
/** A name from which the browser cannot tell that the box is in the local network. */
const NAME = 'attic.example';

async function launch(profile: string, origin: string, box: number): Promise<BrowserContext> {
  const { port } = new URL(origin);
  return chromium.launchPersistentContext(profile, {
    executablePath: findTestBrowser() ?? '',
    args: [
      ...TEST_BROWSER_ARGS,
      `--host-resolver-rules=MAP ${SITE} 127.0.0.1, MAP ${HOME} 127.0.0.1, MAP ${NAME} 127.0.0.1`,
      `--ip-address-space-overrides=127.0.0.1:${port}=public,127.0.0.1:${box}=local`,
      // Also for the service worker's script.
      '--ignore-certificate-errors',
    ],
    baseURL: origin,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
  });
}

/** Sets the permission as the user would in the page's settings. Browsers have had two names for it. */
async function decide(context: BrowserContext, origin: string, setting: 'granted' | 'denied' | 'prompt') {
  const session = await context.browser()?.newBrowserCDPSession();
  const names = ['local-network', 'local-network-access'];
  const done = await Promise.allSettled(
    names.map((name) => session?.send('Browser.setPermission', { permission: { name }, setting, origin })),
  );
  if (done.every(({ status }) => status === 'rejected'))
    throw new Error('This browser asks for no such thing.');
}

test('a public page says why it cannot reach a local box, and pairs it once it is permitted', async ({
  startBox,
  baseURL,
}, testInfo) => {
  mkdirSync(testInfo.outputDir, { recursive: true });
  const server = await serveSecurely(baseURL ?? '', testInfo.outputDir);
  const origin = `https://${SITE}:${server.port}`;
  const box = await startBox({ ...starterBox(), origins: [origin], name: 'Attic' });
  const context = await launch(testInfo.outputPath('profile'), origin, box.port);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    const app = new App(page);
    const desk = new Desk(app);
    const said = page.getByTestId('box-case');
    await decide(context, origin, 'prompt');
    await app.open();
    expect(await page.evaluate(() => [location.protocol, self.crossOriginIsolated])).toEqual([
      'https:',
      true,
    ]);

    await test.step('a box under a public host name cannot be reached', async () => {
      await desk.type(box.pairing.replace('127.0.0.1', NAME));
      await expect(said).toHaveAttribute('data-case', 'mixed-content');
      await expect(said).toContainText('.local');
      await desk.connect();
      await expect(page.getByTestId('box-problem')).toHaveAttribute('data-problem', 'box-unreachable');
      await page.keyboard.press('Escape');
    });

    await desk.type(box.pairing.replace('127.0.0.1', HOME));
    await expect(said).toHaveAttribute('data-case', 'will-ask');
    await expect(said).toContainText('choose “Allow”');

    await test.step('a denied permission makes the box unreachable', async () => {
      await decide(context, origin, 'denied');
      await desk.connect();
      await expect(page.getByTestId('box-problem')).toHaveAttribute('data-problem', 'box-unreachable');
      await expect(said).toHaveAttribute('data-case', 'denied');
      await expect(said).toContainText('allow the local network');
      // Not even a handshake reached the box.
      expect(box.said()).not.toContain(`${origin} at`);
    });

    await test.step('a granted permission lets the page pair the box', async () => {
      await decide(context, origin, 'granted');
      await desk.connect();
      await expect(page.getByTestId('box-paired')).not.toHaveAttribute('data-problem');
      await page.getByTestId('box-done').click();
      await app.fileInput.setInputFiles(knownPictures(24));
      await app.settled(24);
      expect(byBox(await storedVectors(page)).length).toBeGreaterThan(0);
    });
  } finally {
    await context.close();
    await server.close();
  }
});
