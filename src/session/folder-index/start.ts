/** Creates what `Session.folderIndexes` returns. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { IndexTrouble } from '#core/folder-index';
import type { SourceId } from '#core/photo';
import {
  type FolderIndexState,
  type FolderIndexVerbs,
  LIBRARY_EVENTS,
  type SourceState,
} from '#workers/library/contract';
import { openChannel } from '#workers/shared/channel';
import type { Attempt } from '../shell/notices';
import type { FolderIndexes } from './contract';

interface Parts {
  library: Omit<FolderIndexVerbs, 'cameWithIndex'>;
  sources: ReadonlySignal<readonly Pick<SourceState, 'id' | 'handle'>[]>;
  attempt: Attempt;
}

export function startFolderIndexes({ library, sources, attempt }: Parts): FolderIndexes {
  const states = signal<ReadonlyMap<SourceId, FolderIndexState> | null>(null);
  const refused = signal<ReadonlyMap<SourceId, { wish: 'keep' | 'end'; why: IndexTrouble }>>(new Map());
  const take = (indexes: readonly FolderIndexState[]) => {
    states.value = new Map(indexes.map((index) => [index.source, index]));
  };
  openChannel(LIBRARY_EVENTS).hear((event) => {
    if (event.type === 'folderIndexes') take(event.indexes);
  });
  library.folderIndexes().then(
    (now) => {
      if (!states.peek()) take(now);
    },
    () => undefined,
  );
  /** Does nothing if it is granted already. Whether it was is seen by the worker, which says so. */
  const ask = async (source: SourceId) => {
    const folder = sources.peek().find(({ id }) => id === source)?.handle;
    await folder?.requestPermission({ mode: 'readwrite' });
  };
  const refuse = (source: SourceId, wish: 'keep' | 'end', why: IndexTrouble | null) => {
    const others = [...refused.peek()].filter(([id]) => id !== source);
    refused.value = new Map(why ? [...others, [source, { wish, why }]] : others);
  };
  return {
    states,
    refused,
    keep: (source, on) =>
      attempt(async () => {
        refuse(source, 'keep', null);
        await ask(source);
        refuse(source, on ? 'keep' : 'end', await library.keepFolderIndex(source, on));
      }),
    write: (source) =>
      attempt(async () => {
        await ask(source);
        await library.writeFolderIndex(source);
      }),
  };
}
