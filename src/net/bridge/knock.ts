/** The first connection to a box, made by the page itself: only then can the browser ask the user. */

import type { Address } from '#core/protocol/pairing';
import { openSocket } from './socket';

/** The user may read the question first. */
const PATIENCE = 60_000;

/** Opens and closes again without a word. @returns whether there was a connection */
export async function knock(address: Address): Promise<boolean> {
  try {
    (await openSocket(address, PATIENCE)).wire.close(1000);
    return true;
  } catch {
    return false;
  }
}
