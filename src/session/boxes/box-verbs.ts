/** Verbs of boxes: pair, connect, enable, remove. */

import type { ReadonlySignal } from '@preact/signals';
import { Problem, type ProblemCode, problemCode } from '#core/errors';
import { type Address, readPairing } from '#core/protocol/pairing';
import { caseOf } from '#net/bridge/case';
import { knock } from '#net/bridge/knock';
import type { BoxId, BoxState, LibraryWorker } from '#workers/library/contract';
import type { Attempt } from '../shell/notices';

/** Methods of the library worker that the verbs call. */
interface BoxLibrary extends Pick<LibraryWorker, 'removeBox' | 'tryBox' | 'enableBox'> {
  addBox(pairing: string): Promise<Pick<BoxState, 'id'>>;
}

export function boxVerbs(
  library: BoxLibrary,
  boxes: ReadonlySignal<readonly Pick<BoxState, 'id' | 'host' | 'port' | 'secure'>[]>,
  attempt: Attempt,
) {
  return {
    browserCase: async (pairing: string) => {
      const address = addressOf(pairing);
      return address && caseOf(address);
    },
    add: async (pairing: string, signal: AbortSignal): Promise<ProblemCode | null> => {
      try {
        await letAsk(readPairing(pairing));
        if (signal.aborted) return null;
        const before = boxes.peek();
        const { id } = await library.addBox(pairing);
        // Cancelled in the meantime. A box that was paired before stays, with its new key.
        if (signal.aborted && !before.some((box) => box.id === id)) await library.removeBox(id);
        return null;
      } catch (error) {
        return problemCode(error);
      }
    },
    tryNow: (id: BoxId) =>
      attempt(async () => {
        const box = boxes.peek().find((box) => box.id === id);
        if (box) await letAsk(box);
        await library.tryBox(id);
      }),
    enable: (id: BoxId, on: boolean) => attempt(() => library.enableBox(id, on)),
    remove: (id: BoxId) => attempt(() => library.removeBox(id)),
  };
}

/**
 * Asks for the permission to use the local network on the page, because a worker cannot: it shares the
 * page's.
 * @throws Problem `box-unreachable` if the user refused, or nothing answers at the address
 */
async function letAsk(address: Address): Promise<void> {
  if ((await caseOf(address)) !== 'will-ask' || (await knock(address))) return;
  throw new Problem('box-unreachable', `The page cannot reach ${address.host}.`);
}

function addressOf(pairing: string): Address | null {
  try {
    return readPairing(pairing);
  } catch {
    return null;
  }
}
