/**
 * Response headers of the app. A host that can sends them; where it cannot, the service worker adds them and the page
 * carries the policy itself.
 */

/**
 * Users may name any model server, so src/net/addresses.ts decides where to connect, not the policy. The
 * policy restricts everything else to the app's own origin.
 */
const MODEL_SERVERS = 'https: http://localhost:* http://127.0.0.1:*';

/** A paired box may have any address; only src/net/bridge opens sockets. */
const BOXES = 'ws: wss:';

/**
 * The content security policy as far as a page can carry it in a `meta` element. Workers have the one of their own
 * response.
 */
export const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  // MediaBunny merges colour and transparency of a video in workers that it builds in memory. Trusted Types leave these
  // to the decode worker alone.
  "worker-src 'self' blob:",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  `connect-src 'self' ${MODEL_SERVERS} ${BOXES}`,
  "object-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  // Text becomes neither HTML nor code, and the address of a script passes workers/shared/trusted-scripts.
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

/**
 * What the app does not use, as Chromium 156 names it. Left on: the camera (a box's code), the clipboard to write, full
 * screen, staying awake, the pressure on the processor, and the local network (boxes).
 */
const TURNED_OFF = [
  'accelerometer',
  'browsing-topics',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

/** Cross-origin isolation enables shared memory and threads; the rest restricts the page to its origin. */
export const HEADERS: Record<string, string> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': `${PAGE_POLICY}; frame-ancestors 'none'`,
  'Permissions-Policy': TURNED_OFF.map((feature) => `${feature}=()`).join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
