/** What is shown on the terminal for a person to bring to the page. */

import encodeQR from 'qr';
import { type Pairing, writePairing } from '#core/protocol/pairing';

/** White on black, whatever the terminal's colours are: many readers know no inverted code. */
const [COLOURS, PLAIN] = ['\x1b[97;40m', '\x1b[0m'];

/** @param coloured the output is a terminal */
export function showPairing(pairing: Pairing, coloured: boolean): string {
  const text = writePairing(pairing);
  const rows = encodeQR(text, 'ascii', { ecc: 'low' }).trimEnd().split('\n');
  const code = rows.map((row) => (coloured ? COLOURS + row + PLAIN : row)).join('\n');
  return `Pair it in Mitsuke, under Settings: scan this, or type the line under it.\n\n${code}\n\n${text}\n`;
}
