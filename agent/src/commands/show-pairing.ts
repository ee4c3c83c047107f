/** `--show-pairing`: prints the pairing without opening the encoder or a socket. */

import type { Options } from '../options';
import { lanAddress, shownHost } from '../server/lan-address';
import { pairingKey } from '../setup/pairing-key';
import { showPairing } from '../setup/showing';

/** @throws Error with a readable message if the key can be neither read nor made */
export function tellKept({ host, port, tls, pairing, newKey }: Options): void {
  const shown = shownHost(host ?? lanAddress() ?? 'localhost');
  const key = pairingKey(pairing, newKey);
  console.log(showPairing({ secure: tls !== null, host: shown, port, key }, process.stdout.isTTY));
}
