/** The service worker: the offline copy of the app, and updates that wait until the user takes them. */

import { type ReadonlySignal, signal } from '@preact/signals';
import { anew } from '../anew';
import { whenIdle } from '../idle';
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

/** How long the newer version gets to take over before the page reloads all the same. */
const TAKE_OVER_MS = 3000;

const reload = () => anew(() => location.reload());

export function startOffline(): Offline {
  const state = signal<OfflineState>('preparing');
  const updateWaiting = signal(false);
  let waiting: ServiceWorker | null = null;
  const offer = (worker: ServiceWorker | null) => {
    waiting = worker;
    updateWaiting.value = worker !== null;
  };

  const register = () =>
    import('./service-worker')
      .then(({ registerWorker }) => registerWorker(offer))
      .then(() => {
        state.value = 'ready';
      })
      .catch((error) => {
        console.warn('Not kept for offline use:', error);
        state.value = 'unavailable';
      });
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) state.value = 'unavailable';
  // It fetches the whole app, which would keep the first screen waiting; queued twice, it comes after the verbs' code.
  else whenIdle(() => whenIdle(register));

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
      if (waiting?.state !== 'installed') return reload();
      navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
      waiting.postMessage({ type: 'SKIP_WAITING' });
      // A request in flight holds the old worker, and with it the new one. A reload ends the request.
      setTimeout(reload, TAKE_OVER_MS);
    },
  };
}
