/** Registers the service worker, fills its caches, and hears of updates. Loaded after the first paint. */

/** Interval between checks for a newer version while the app is open. */
const UPDATE_CHECK_MS = 60 * 60 * 1000;

/** In the session's storage: whether this tab was reloaded for isolation. A browser may isolate no page at all. */
const RELOADED = 'mitsuke-reloaded';

/**
 * Resolves once everything that the app needs without a network is cached.
 * @param offer called with a newer version that waits
 */
export async function registerWorker(offer: (worker: ServiceWorker | null) => void): Promise<void> {
  // Beside the page, whatever folder that is in.
  const script = new URL('sw.js', document.baseURI);
  const registration = await navigator.serviceWorker.register(script, { updateViaCache: 'none' });
  const watch = (worker: ServiceWorker | null) => {
    worker?.addEventListener('statechange', () => {
      // A first worker activates by itself; only one that replaces another is an update.
      if (worker.state === 'installed' && navigator.serviceWorker.controller) offer(worker);
    });
  };
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  setInterval(() => registration.update().catch(() => undefined), UPDATE_CHECK_MS);
  const { active } = await navigator.serviceWorker.ready;
  isolate();
  if (active) await keepForOffline(active);
}

/**
 * Reloads a first visit on a host without headers: the service worker sends them, and threads double the speed. Only
 * if the user has touched nothing yet; else the next visit is isolated.
 */
function isolate(): void {
  if (self.crossOriginIsolated || navigator.userActivation?.hasBeenActive !== false) return;
  try {
    if (sessionStorage.getItem(RELOADED)) return;
    sessionStorage.setItem(RELOADED, 'yes');
  } catch {
    // Without storage nothing would end a loop of reloads.
    return;
  }
  location.reload();
}

/** Asks the worker to cache the large files too; resolves once all are cached. */
function keepForOffline(worker: ServiceWorker): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<{ error?: string }>) =>
      data.error ? reject(new Error(data.error)) : resolve();
    worker.postMessage({ type: 'KEEP' }, [port2]);
  });
}
