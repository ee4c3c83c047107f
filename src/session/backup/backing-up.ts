/** Verbs of backups: write, read, stop, sidecars. Loaded lazily. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import { makeZip } from 'client-zip';
import { proxy, type Remote } from 'comlink';
import { datedName } from '#core/file-names';
import type { PhotoCard } from '#core/photo';
import type { LibraryWorker } from '#workers/library/contract';
import { saveFile } from '../export/save-file';
import { allDetails } from '../library/details';
import type { Attempt } from '../shell/notices';
import type { Preferences } from '../shell/preferences';
import type { BackupState } from './contract';
import { pageSettings, takePageSettings } from './page-settings';
import { sidecarOf, sidecarPaths } from './sidecar';

interface Parts {
  library: Pick<Remote<LibraryWorker>, 'writeBackup' | 'readBackup' | 'stopBackup' | 'detailsOf'>;
  photos: ReadonlySignal<readonly PhotoCard[]>;
  preferences: Preferences;
  attempt: Attempt;
  state: Signal<BackupState>;
}

export function backupVerbs({ library, photos, preferences, attempt, state }: Parts) {
  /** Runs one at a time; whatever fails becomes a notice, and nothing is being done any more. */
  const work = (doing: 'writing' | 'reading', run: () => Promise<BackupState>) =>
    attempt(async () => {
      const { value } = state;
      if (value.doing === 'writing' || value.doing === 'reading') return;
      state.value = { doing, done: 0, total: 0 };
      let then: BackupState = { doing: 'nothing' };
      try {
        then = await run();
      } finally {
        state.value = then;
      }
    });
  const share = (doing: 'writing' | 'reading') =>
    proxy((done: number, total: number) => {
      // The last of them may come after the answer.
      if (state.peek().doing === doing) state.value = { doing, done, total };
    });

  return {
    write: ({ previews }: { previews: boolean }) =>
      attempt(async () => {
        const into = await pickTarget(datedName('mitsuke'));
        if (into === 'none') return;
        await work('writing', async () => {
          const written = await library.writeBackup(
            into,
            { previews, page: pageSettings() },
            share('writing'),
          );
          if (!written) return { doing: 'stopped' };
          if (written.file) saveFile(new File([written.file], datedName('mitsuke')));
          return { doing: 'written', photos: written.photos };
        });
      }),
    read: (file: File, options: { settings: boolean }) =>
      work('reading', async () => {
        const restored = await library.readBackup(file, options, share('reading'));
        if (restored.page) takePageSettings(preferences, restored.page, options.settings);
        return { doing: 'read', ...restored };
      }),
    stop: () => attempt(() => library.stopBackup()),
    sidecars: () =>
      attempt(async () => {
        const all = await allDetails(
          library,
          photos.peek().map(({ no }) => no),
        );
        const pathOf = sidecarPaths();
        const files = all.flatMap((photo) => {
          const input = sidecarOf(photo);
          return input ? { name: pathOf(photo.origins[0]?.path ?? photo.name), input } : [];
        });
        const zip = await new Response(makeZip(files)).blob();
        saveFile(new File([zip], `xmp-${datedName('zip')}`, { type: 'application/zip' }));
      }),
  };
}

/** @returns null where browsers have no picker, `none` if the user picked nothing */
async function pickTarget(suggestedName: string): Promise<FileSystemFileHandle | null | 'none'> {
  if (!('showSaveFilePicker' in window)) return null;
  const pick = window.showSaveFilePicker as (options: object) => Promise<FileSystemFileHandle>;
  try {
    return await pick({ suggestedName, id: 'backup' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'none';
    throw error;
  }
}
