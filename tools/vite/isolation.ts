/** Response headers of the app, in development and preview. */

/**
 * Users may name any model server, so src/net/addresses.ts decides where to connect, not the policy. The
 * policy restricts everything else to the app's own origin.
 */
const MODEL_SERVERS = 'https: http://localhost:* http://127.0.0.1:*';

/** A paired box may have any address; only src/net/bridge opens sockets. */
const BOXES = 'ws: wss:';

/** Cross-origin isolation enables shared memory and threads; the rest restricts the page to its origin. */
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
    "media-src 'self' blob:",
    `connect-src 'self' ${MODEL_SERVERS} ${BOXES}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
