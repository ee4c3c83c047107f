/** Finds the browsers for tests and measurements. */

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
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
 * Returns CHROME_PATH, else Chromium's headless shell, else what `findBrowser` finds. The shell is Chromium
 * without its windows, menus and tabs, which take a quarter of a test's processor time.
 * @returns {string | undefined} path of the program
 */
export function findTestBrowser() {
  return process.env.CHROME_PATH || which('chromium-headless-shell') || findBrowser();
}

/**
 * Returns FIREFOX_PATH, else an installed Firefox.
 * @returns {string | undefined} path of the program
 */
export function findFirefox() {
  const named = process.env.FIREFOX_PATH;
  if (named) return named;
  return (
    ['firefox-esr', 'firefox'].map(which).find(Boolean) ??
    [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ].find(existsSync)
  );
}

/**
 * Finds WebKitGTK's small browser, which is beside its library, and what it takes to drive it without a screen.
 * @returns {{ driver: string, browser: string, display: string } | undefined} undefined if one of them is missing
 */
export function findWebKit() {
  if (process.platform !== 'linux') return undefined;
  const folders = ['/usr/libexec', ...readdirSync('/usr/lib').map((name) => `/usr/lib/${name}`), '/usr/lib'];
  const browser = ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0']
    .flatMap((version) => folders.map((folder) => `${folder}/${version}/MiniBrowser`))
    .find(existsSync);
  const [driver, display] = ['WebKitWebDriver', 'Xvfb'].map(which);
  return driver && browser && display ? { driver, browser, display } : undefined;
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
