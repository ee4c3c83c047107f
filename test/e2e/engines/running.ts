/** Runs tests in each engine that is installed; of the others it says that they were skipped. */

import { writeFileSync } from 'node:fs';
import { test } from '@playwright/test';
import { EngineApp } from './engine-app';
import { ENGINES, type Engine } from './engines';

/**
 * Defines tests for each engine. They share one browser with one profile, because starting both is a large part of a
 * short test; each brings about the state that it needs.
 * @param origin of the app
 * @param define gets a function that returns the app, which a test calls once it runs
 */
export function inEngines(
  names: readonly Engine['name'][],
  origin: string,
  define: (app: () => EngineApp, name: Engine['name']) => void,
): void {
  for (const { name, start } of ENGINES.filter(({ name }) => names.includes(name))) {
    test.describe(name, () => {
      test.skip(!start, `${name} is not installed.`);
      let app: EngineApp | undefined;
      const running = () => {
        if (!app) throw new Error('The engine has not been started.');
        return app;
      };
      test.beforeAll(async () => {
        if (start) app = new EngineApp(await start(), origin);
      });
      test.afterEach(async () => {
        const { status, expectedStatus } = test.info();
        if (app && status !== expectedStatus) await keep(app);
      });
      test.afterAll(async () => {
        await app?.driver.close();
        app = undefined;
      });
      define(running, name);
    });
  }
}

/** Keeps what a failed test leaves behind: the screen and the console. */
async function keep({ driver }: EngineApp): Promise<void> {
  const info = test.info();
  const console = info.outputPath('console.log');
  writeFileSync(console, `${driver.log().join('\n')}\n`);
  await info.attach('console', { path: console, contentType: 'text/plain' });
  const screenshot = info.outputPath('screenshot.png');
  writeFileSync(screenshot, await driver.screenshot().catch(() => ''));
  await info.attach('screenshot', { path: screenshot, contentType: 'image/png' });
}
