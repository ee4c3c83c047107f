/** Finds a Chromium for tests and measurements. */

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const ON_PATH = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

const AT_HOME = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Returns CHROME_PATH, else an installed Chromium or Chrome, else Playwright's own.
 * @returns {string | undefined} path of the program
 */
export function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) return named;
  return ON_PATH.map(which).find(Boolean) ?? [...AT_HOME, chromium.executablePath()].find(existsSync);
}

/**
 * @param {string} name
 * @returns {string | undefined} path of a program on PATH
 */
export function which(name) {
  try {
    const tool = process.platform === 'win32' ? 'where' : 'which';
    return execFileSync(tool, [name], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .split('\n')[0]
      ?.trim();
  } catch {
    return undefined;
  }
}
