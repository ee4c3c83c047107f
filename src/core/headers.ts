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

/** The content security policy as far as a page can carry it in a `meta` element. */
export const PAGE_POLICY = [
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
].join('; ');

/** Cross-origin isolation enables shared memory and threads; the rest restricts the page to its origin. */
export const HEADERS: Record<string, string> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': `${PAGE_POLICY}; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
