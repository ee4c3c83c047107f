/** Runs tests in each engine that is installed; of the others it says that they were skipped. */

import { writeFileSync } from 'node:fs';
import { test } from '@playwright/test';
import type { Driver } from './driver';
import { EngineApp } from './engine-app';
import { ENGINES, type Engine } from './engines';

/** No outcome depends on time, and a busy machine is many times slower than a quiet one. */
const TIMEOUT = 900_000;

/**
 * Defines tests for each engine. They share one browser with one profile and one page, because starting and loading
 * them is a large part of a short test; each brings about the state that it needs.
 * @param define gets a function that returns the app at an origin, which a test calls once it runs
 */
export function inEngines(
  names: readonly Engine['name'][],
  define: (app: (origin: string) => EngineApp, name: Engine['name']) => void,
): void {
  for (const { name, start } of ENGINES.filter(({ name }) => names.includes(name))) {
    test.describe(name, () => {
      test.skip(!start, `${name} is not installed.`);
      test.describe.configure({ timeout: TIMEOUT });
      let driver: Driver | undefined;
      test.beforeAll(async () => {
        driver = await start?.();
      });
      test.afterEach(async () => {
        const { status, expectedStatus } = test.info();
        if (!driver || status === expectedStatus) return;
        await keep(driver);
        // The next test does not go on where this one has stopped.
        await driver.open('about:blank').catch(() => undefined);
      });
      test.afterAll(async () => {
        await driver?.close();
        driver = undefined;
      });
      define((origin) => {
        if (!driver) throw new Error('The engine has not been started.');
        return new EngineApp(driver, origin);
      }, name);
    });
  }
}

/** Keeps what a failed test leaves behind: the text of the page, the screen and the console. */
async function keep(driver: Driver): Promise<void> {
  const info = test.info();
  const console = info.outputPath('console.log');
  writeFileSync(console, `${driver.log().join('\n')}\n`);
  await info.attach('console', { path: console, contentType: 'text/plain' });
  const text = info.outputPath('page.txt');
  const shown = driver.evaluate(() => document.body.innerText, null);
  writeFileSync(text, await shown.catch(String));
  await info.attach('page', { path: text, contentType: 'text/plain' });
  const screenshot = info.outputPath('screenshot.png');
  writeFileSync(screenshot, await driver.screenshot().catch(() => ''));
  await info.attach('screenshot', { path: screenshot, contentType: 'image/png' });
}
