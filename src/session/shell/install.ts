/** Installing the app: Chromium fires an event when it is possible; others only have a menu item. */

import { type ReadonlySignal, signal } from '@preact/signals';

interface InstallEvent extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

export function watchInstall(): { possible: ReadonlySignal<boolean>; ask(): Promise<void> } {
  const possible = signal(false);
  let event: InstallEvent | null = null;
  addEventListener('beforeinstallprompt', (offered) => {
    // Stored for the button in Settings, which replaces the browser's own prompt.
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
      // `prompt` can be called only once per event.
      await event?.prompt();
      event = null;
      possible.value = false;
    },
  };
}
