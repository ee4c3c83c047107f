/** Installing the app: Chromium tells when it can be offered; elsewhere it is in the browser's menu. */

import { type ReadonlySignal, signal } from '@preact/signals';

interface InstallEvent extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

export function watchInstall(): { possible: ReadonlySignal<boolean>; ask(): Promise<void> } {
  const possible = signal(false);
  let event: InstallEvent | null = null;
  addEventListener('beforeinstallprompt', (offered) => {
    // Kept for the button in Settings, instead of the browser's own bar.
    offered.preventDefault();
    event = offered as InstallEvent;
    possible.value = true;
  });
  addEventListener('appinstalled', () => {
    possible.value = false;
  });
  return {
    possible,
    async ask() {
      // An event can be used once.
      await event?.prompt();
      event = null;
      possible.value = false;
    },
  };
}
