/**
 * Asks connections to close, beside the browser's own `versionchange`. WebKit never tells that event to a connection
 * whose worker has not heard yet that it is open, and then waits for it without end (WebKitGTK 2.50: an erase half a
 * second after the page's start).
 */

/** How long the browser has for its own way, and then between two asks. */
const ASK_MS = 1000;

/** Stays as it is: tabs of two builds hear each other. */
interface Ask {
  /** Version of the upgrade that waits; null for a deletion. */
  version: number | null;
  /** By the device's clock, in ms. A connection that was opened later is what came of the work that waited. */
  at: number;
}

let channel: BroadcastChannel | undefined;

function asks(): BroadcastChannel {
  channel ??= new BroadcastChannel('mitsuke-letting-go');
  return channel;
}

/**
 * Asks the other workers and tabs until the work is done: an ask may come before the connection that it is for.
 * @param version of the upgrade that waits; null for a deletion
 * @returns ends the asking
 */
export function askToLetGo(version: number | null): () => void {
  const timer = setInterval(() => {
    const ask: Ask = { version, at: Date.now() };
    asks().postMessage(ask);
  }, ASK_MS);
  return () => clearInterval(timer);
}

/** Registers what closes this worker's connection. @param asked gets the version that is waited for, and when it was asked */
export function whenAskedToLetGo(asked: (version: number | null, at: number) => void): void {
  asks().onmessage = ({ data }: MessageEvent<Ask>) => asked(data.version, data.at);
}
