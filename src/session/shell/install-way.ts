/** How the app is installed in a browser that does not offer it by itself. */

import type { InstallWay } from './contract';

interface Where {
  userAgent: string;
  /** iPads call themselves Macs, but have a touch screen. */
  touches: number;
  /** Opened as an app, not in a tab. */
  installed: boolean;
}

export function installWay({ userAgent, touches, installed }: Where = here()): InstallWay {
  if (installed) return null;
  if (/iPhone|iPad/.test(userAgent)) return 'share';
  const isMac = /Macintosh/.test(userAgent) && /Version\/\d+.*Safari/.test(userAgent);
  if (isMac) return touches > 1 ? 'share' : 'dock';
  return /Android/.test(userAgent) && /Firefox|Chrome|SamsungBrowser/.test(userAgent) ? 'menu' : null;
}

function here(): Where {
  // Safari on iPhone has a property of its own.
  const { userAgent, maxTouchPoints, standalone } = navigator as Navigator & { standalone?: boolean };
  const installed = standalone ?? matchMedia('(display-mode: standalone)').matches;
  return { userAgent, touches: maxTouchPoints, installed };
}
