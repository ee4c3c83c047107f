/** The service worker: the offline copy of the app, and updates that wait until the user takes them. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { OfflineState } from './contract';

export interface Offline {
  state: ReadonlySignal<OfflineState>;
  /** Whether a newer version waits, or already runs in another tab. */
  updateWaiting: ReadonlySignal<boolean>;
  /** Called when an event of a newer build arrives from another tab: a reload updates this one. */
  heardNewer(): void;
  /** Reloads into the newer version. */
  update(): void;
}

/** Interval between checks for a newer version while the app is open. */
const UPDATE_CHECK_MS = 60 * 60 * 1000;

/** How long the newer version gets to take over before the page reloads all the same. */
const TAKE_OVER_MS = 3000;

export function startOffline(): Offline {
  const state = signal<OfflineState>('preparing');
  const updateWaiting = signal(false);
  let waiting: ServiceWorker | null = null;
  const offer = (worker: ServiceWorker | null) => {
    waiting = worker;
    updateWaiting.value = worker !== null;
  };

  if (!('serviceWorker' in navigator) || import.meta.env.DEV) {
    state.value = 'unavailable';
  } else {
    register(offer)
      .then(() => {
        state.value = 'ready';
      })
      .catch((error) => {
        console.warn('The app will not work offline:', error);
        state.value = 'unavailable';
      });
  }

  return {
    state,
    updateWaiting,
    heardNewer() {
      if (updateWaiting.value) return;
      updateWaiting.value = true;
      // While the old service worker is active, a reload would load the old version again.
      void navigator.serviceWorker
        ?.getRegistration()
        .then((registration) => registration?.update())
        .catch((error) => console.warn('Not looked for an update:', error));
    },
    update() {
      // Another tab may have activated it already: then a plain reload is enough.
      if (waiting?.state !== 'installed') return location.reload();
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage({ type: 'SKIP_WAITING' });
      // A request in flight holds the old worker, and with it the new one. A reload ends the request.
      setTimeout(() => location.reload(), TAKE_OVER_MS);
    },
  };
}

/** Resolves once everything that the app needs without a network is cached. */
async function register(offer: (worker: ServiceWorker | null) => void): Promise<void> {
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
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
  if (active) await keepForOffline(active);
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
