/** The verbs of boxes. Their code comes when the first of them is called. */

import type { ReadonlySignal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { BrowserCase } from '#core/browser-case';
import { type ProblemCode, problemCode } from '#core/errors';
import type { BoxId, BoxState, LibraryWorker } from '#workers/library/contract';
import type { Attempt } from './notices';

export function boxVerbs(
  library: Remote<LibraryWorker>,
  _boxes: ReadonlySignal<readonly BoxState[]>,
  attempt: Attempt,
) {
  return {
    boxCase: async (_pairing: string): Promise<BrowserCase | null> => 'open',
    addBox: async (pairing: string): Promise<ProblemCode | null> => {
      try {
        await library.addBox(pairing);
        return null;
      } catch (error) {
        return problemCode(error);
      }
    },
    tryBox: (id: BoxId) => attempt(() => library.tryBox(id)),
    enableBox: (id: BoxId, on: boolean) => attempt(() => library.enableBox(id, on)),
    removeBox: (id: BoxId) => attempt(() => library.removeBox(id)),
  };
}
