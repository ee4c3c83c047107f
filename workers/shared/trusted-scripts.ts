/**
 * The one Trusted Types policy of the page and of each worker that starts others: which addresses are scripts. Browsers
 * without Trusted Types have the content policy's `script-src` and `worker-src` alone.
 */

/** TypeScript's types of the DOM lack `trustedTypes`. */
interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string | null }): unknown;
}

/**
 * Lets this page or worker start scripts of its own folder, beside it or below. HTML and code from text are refused,
 * for which there is no rule. Call it once, before the first worker.
 * @param blobs lets it start scripts built in memory too
 */
export function trustOwnScripts(blobs = false): void {
  (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => {
      const { href } = new URL(url, location.href);
      const isOwn = href.startsWith(new URL('.', location.href).href);
      return isOwn || (blobs && href.startsWith('blob:')) ? href : null;
    },
  });
}
