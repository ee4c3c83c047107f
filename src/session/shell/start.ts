/** Creates `Session.shell`, and what other features use of it. */

import type { Shell } from './contract';
import { watchInstall } from './install';
import { startNotices } from './notices';
import { startOffline } from './offline';
import type { Preferences } from './preferences';
import { startRouter } from './router';
import { storageUse } from './storage';

export function startShell({
  theme,
  rowHeight,
  filled,
  people,
  days,
}: Pick<Preferences, 'theme' | 'rowHeight' | 'filled' | 'people' | 'days'>) {
  const { notices, notify, dismiss, attempt } = startNotices();
  const router = startRouter();
  const install = watchInstall();
  const offline = startOffline();
  const shell: Shell = {
    notices,
    dismiss,
    theme,
    filled,
    people,
    days,
    rowHeight,
    updateWaiting: offline.updateWaiting,
    update: offline.update,
    installable: install.possible,
    install: () => attempt(install.ask),
    installWay: () =>
      import('./install-way').then(
        ({ installWay }) => installWay(),
        () => null,
      ),
    storage: () => storageUse().catch(() => null),
  };
  return { shell, router, offline, notify, attempt };
}
