/** The engines that the app is tried in, and whether they are here. */

import { findBrowser, findFirefox, findWebKit } from '../../../tools/browser.mjs';
import { startChromium } from './chromium';
import type { Driver } from './driver';
import { startFirefox } from './firefox';
import { startWebKit } from './webkit';

export interface Engine {
  name: 'Chromium' | 'Firefox' | 'WebKitGTK';
  /** Null if it is not installed: its tests are skipped, and say so. */
  start: (() => Promise<Driver>) | null;
}

const chromium = findBrowser();
const firefox = findFirefox();
const webkit = findWebKit();

export const ENGINES: readonly Engine[] = [
  { name: 'Chromium', start: chromium ? () => startChromium(chromium) : null },
  { name: 'Firefox', start: firefox ? () => startFirefox(firefox) : null },
  { name: 'WebKitGTK', start: webkit ? () => startWebKit(webkit) : null },
];
