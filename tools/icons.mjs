/**
 * Renders the app's icons from public/icons/icon.svg: `node tools/icons.mjs`.
 * The paper behind the mark has rounded corners for launchers that show icons unchanged. Maskable icons fill
 * the square, with the mark inside the safe zone (a circle of 80 %).
 */

import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.mjs';
import { BROWSER_ARGS } from './browser-args.mjs';

const PAPER = '#fafaf7';
const folder = new URL('../public/icons/', import.meta.url);

/**
 * `mark` and `corner` are fractions of the size.
 * @type {readonly { name: string, size: number, mark: number, corner: number }[]}
 */
const ICONS = [
  { name: 'icon-192.png', size: 192, mark: 0.76, corner: 0.22 },
  { name: 'icon-512.png', size: 512, mark: 0.76, corner: 0.22 },
  { name: 'maskable-192.png', size: 192, mark: 0.62, corner: 0 },
  { name: 'maskable-512.png', size: 512, mark: 0.62, corner: 0 },
  { name: 'apple-touch-icon.png', size: 180, mark: 0.72, corner: 0 },
  { name: 'favicon-32.png', size: 32, mark: 1, corner: 0.5 },
];

const svg = await readFile(new URL('icon.svg', folder), 'utf8');
const executablePath = findBrowser();
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: BROWSER_ARGS });
try {
  for (const { name, size, mark, corner } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`
      <style>
        body { margin: 0; background: none; }
        div { display: grid; place-items: center; width: ${size}px; height: ${size}px;
              border-radius: ${corner * size}px; background: ${mark < 1 ? PAPER : 'none'}; }
        svg { width: ${mark * size}px; height: ${mark * size}px; }
      </style>
      <div>${svg}</div>`);
    await writeFile(new URL(name, folder), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
