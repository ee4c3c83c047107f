/** The badge on the icon of the installed app: how many photos are still to come while it indexes. */

import { computed, type ReadonlySignal } from '@preact/signals';
import type { Indexing } from '#core/photo';

/** Between two changes of the badge, in milliseconds: systems animate each. */
const PACE_MS = 2_000;

type Badged = Partial<Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>>;

/** Only the badge of the moment is shown; browsers that have none, or refuse, lose nothing else. */
export function showBadge(
  indexing: ReadonlySignal<Pick<Indexing, 'state' | 'run'>>,
  { setAppBadge, clearAppBadge }: Badged = boundTo(navigator),
): void {
  if (!setAppBadge || !clearAppBadge) return;
  const left = computed(() => {
    const { state, run } = indexing.value;
    return state === 'running' ? run.total - run.done : 0;
  });
  let timer: ReturnType<typeof setTimeout> | null = null;
  let shown = 0;
  const show = () => {
    const count = left.peek();
    if (count === shown) return;
    shown = count;
    (count > 0 ? setAppBadge(count) : clearAppBadge()).catch(() => undefined);
    timer = setTimeout(() => {
      timer = null;
      show();
    }, PACE_MS);
  };
  left.subscribe(() => timer ?? show());
}

function boundTo(navigator: Badged): Badged {
  const { setAppBadge, clearAppBadge } = navigator;
  return setAppBadge && clearAppBadge
    ? { setAppBadge: setAppBadge.bind(navigator), clearAppBadge: clearAppBadge.bind(navigator) }
    : {};
}
