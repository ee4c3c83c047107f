/** `--show-pairing`: what to bring to the page, without starting anything. */

import type { Options } from '../options';
import { lanAddress, shownHost } from '../server/lan-address';
import { pairingKey } from '../setup/pairing-key';
import { showPairing } from '../setup/showing';

/** @throws Error in words: the key cannot be read, or made */
export function tellKept({ host, port, tls, pairing, newKey }: Options): void {
  const shown = shownHost(host ?? lanAddress() ?? 'localhost');
  const key = pairingKey(pairing, newKey);
  console.log(showPairing({ secure: tls !== null, host: shown, port, key }, process.stdout.isTTY));
}
