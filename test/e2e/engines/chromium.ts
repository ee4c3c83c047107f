/** Chromium, headless, driven by Playwright: what the other engines are compared with. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { BROWSER_ARGS } from '../../../tools/browser-args.mjs';
import { asSource, type Driver, fromJson } from './driver';

/** @param program path of Chromium */
export async function startChromium(program: string): Promise<Driver> {
  const downloads = mkdtempSync(join(tmpdir(), 'mitsuke-engine-'));
  const browser = await chromium.launch({ executablePath: program, args: BROWSER_ARGS });
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Asia/Tokyo',
    // Playwright's configuration blocks them for the other tests.
    serviceWorkers: 'allow',
  });
  const log: string[] = [];
  page.on('console', (message) => log.push(`${message.type()}: ${message.text()}`));
  page.on('download', (download) => void download.saveAs(join(downloads, download.suggestedFilename())));
  return {
    browser: `Chromium ${browser.version()}`,
    downloads,
    open: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    evaluate: async (work, argument) =>
      fromJson(
        await page.evaluate<string>(`(${asSource(work)})(${JSON.stringify(JSON.stringify(argument))})`),
      ),
    click: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    choose: (selector, paths) => page.locator(selector).setInputFiles([...paths]),
    chooseFolder: (selector, path) => page.locator(selector).setInputFiles(path),
    screenshot: () => page.screenshot(),
    log: () => log,
    async close() {
      await browser.close();
      rmSync(downloads, { recursive: true, force: true });
    },
  };
}
