/** Creates `Session.system`. What follows the system is loaded once the library is open. */

import { type Signal, signal } from '@preact/signals';
import type { Arrival, System } from './contract';
import type { FollowingParts } from './following';

interface Parts extends Omit<FollowingParts, 'arrivals'> {
  opened: Promise<unknown>;
  awake: Signal<string>;
}

export function startSystem({ opened, ...parts }: Parts): System {
  const arrivals = signal<readonly Arrival[]>([]);
  opened
    .then(() => import('./following'))
    .then(({ followSystem }) => followSystem({ ...parts, arrivals }))
    .catch((error: unknown) => console.warn('Not handed over:', error));
  return {
    arrivals,
    awake: 'wakeLock' in navigator ? parts.awake : null,
    keepOn: () => {
      const kept = import('./following').then(({ keepOn }) => keepOn());
      // Without its code the screen goes off as always.
      return () => void kept.then((end) => end()).catch(() => undefined);
    },
    taken: (added) => {
      const [first, ...others] = arrivals.value;
      arrivals.value = others;
      if (first?.kind === 'shared') first.decided(added ?? null);
    },
  };
}
