/**
 * Follows the system: addresses with a query, shortcuts, shared and opened files, the badge on the app's icon, and what
 * indexing asks of the device.
 */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Indexing, Rest } from '#core/photo';
import type { PickedFile } from '#core/picked-file';
import type { Query } from '../finding/contract';
import type { Added, Library } from '../library/contract';
import type { Attempt, Notify } from '../shell/notices';
import { orderOf } from './address';
import { showBadge } from './badge';
import type { Arrival } from './contract';
import { startEnduring } from './enduring';
import { forgetOnceSafe, sharedFiles } from './shared';

export { keepOn } from './awake';

export interface FollowingParts {
  library: Pick<Library, 'addFiles'>;
  indexing: ReadonlySignal<Indexing>;
  awake: ReadonlySignal<string>;
  rest: (why: Rest | null) => Promise<void>;
  ask: (change: Partial<Query>) => void;
  arrivals: Signal<readonly Arrival[]>;
  attempt: Attempt;
  notify: Notify;
}

/** Chromium's queue of launches. TypeScript does not know it yet. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { files?: readonly FileSystemFileHandle[] }) => void): void;
}

export function followSystem(parts: FollowingParts): void {
  const { library, ask, arrivals, attempt, notify, indexing } = parts;
  let last = 0;
  const arrive = (arrival: Arrival) => {
    arrivals.value = [...arrivals.value, arrival];
  };
  const follow = () => {
    const order = orderOf(location.hash);
    if (!order) return;
    // Obeyed once: a reload or Back must not repeat it.
    history.replaceState(history.state, '', location.pathname + location.search);
    if (order.kind === 'find') ask({ text: order.text });
    else if (order.kind === 'shortcut') arrive({ ...order, id: ++last });
    else if (order.failed) notify({ problem: 'disk-full' });
  };
  addEventListener('hashchange', follow);
  follow();
  // At every start, whatever the address: a tab may have been killed before the user had answered.
  void attempt(async () => {
    const { files, keys } = await sharedFiles();
    if (files.length === 0) return;
    const decided = (added: Promise<Added> | null) => {
      forgetOnceSafe(keys, added, indexing).catch((error) => console.warn('Not forgotten:', error));
    };
    arrive({ kind: 'shared', files, id: ++last, decided });
  });
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    // The system alone makes launches, after the user has chosen the app for these files.
    if (files.length > 0) {
      void attempt(async () => library.addFiles(await Promise.all(files.map(picked))));
    }
  });
  showBadge(indexing);
  startEnduring(parts);
}

async function picked(handle: FileSystemFileHandle): Promise<PickedFile> {
  const file = await handle.getFile();
  return { file, path: file.name };
}
