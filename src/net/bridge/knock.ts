/** The first connection to a box. The page makes it itself: only then can the browser prompt the user. */

import type { Address } from '#core/protocol/pairing';
import { openSocket } from './socket';

/** Long enough for the user to read the browser's prompt. */
const PATIENCE = 60_000;

/** Opens a connection and closes it without sending anything. @returns whether it opened */
export async function knock(address: Address): Promise<boolean> {
  try {
    (await openSocket(address, PATIENCE)).wire.close(1000);
    return true;
  } catch {
    return false;
  }
}
