/** Headers that the app is served with, in development and in preview alike. */

/**
 * Models may come from any server that the user names, so where to connect is not the policy's to
 * say but that of src/net/addresses.ts; the policy keeps everything else to the app's own origin.
 */
const MODEL_SERVERS = 'https: http://localhost:* http://127.0.0.1:*';

/** Boxes stand wherever the user paired one; only the socket of src/net/bridge is ever opened. */
const BOXES = 'ws: wss:';

/** Isolation gives the page shared memory, and with it threads; the rest keeps it to its own origin. */
export const HEADERS: Record<string, string> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval' blob:",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    `connect-src 'self' ${MODEL_SERVERS} ${BOXES}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
