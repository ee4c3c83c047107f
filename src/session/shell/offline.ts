/** The service worker: the offline copy of the app, and updates that wait until they are wanted. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { OfflineState } from './contract';

export interface Offline {
  state: ReadonlySignal<OfflineState>;
  /** A newer version waits here, or runs in another tab already. */
  updateWaiting: ReadonlySignal<boolean>;
  /** Another tab told something in a newer version: a reload brings this one up to it. */
  heardNewer(): void;
  /** Reloads into the newer version. */
  update(): void;
}

/** How often an open app asks whether there is a newer version. */
const UPDATE_CHECK_MS = 60 * 60 * 1000;

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
      // If the service worker is still the old one, a reload would bring the old version back.
      void navigator.serviceWorker
        ?.getRegistration()
        .then((registration) => registration?.update())
        .catch((error) => console.warn('Not looked for an update:', error));
    },
    update() {
      // Another tab may have let it take over already: then it waits no longer, and a plain reload is enough.
      if (waiting?.state !== 'installed') return location.reload();
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage({ type: 'SKIP_WAITING' });
    },
  };
}

/** Resolves when everything that the app needs without a network is kept. */
async function register(offer: (worker: ServiceWorker | null) => void): Promise<void> {
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const watch = (worker: ServiceWorker | null) => {
    worker?.addEventListener('statechange', () => {
      // A first worker takes over by itself; only one that replaces another is an update.
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

/** Has the worker keep the large files too; it answers when they are all there. */
function keepForOffline(worker: ServiceWorker): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<{ error?: string }>) =>
      data.error ? reject(new Error(data.error)) : resolve();
    worker.postMessage({ type: 'KEEP' }, [port2]);
  });
}
