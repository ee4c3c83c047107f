/** Pairing as terminal output: QR code and text. */

import encodeQR from 'qr';
import { type Pairing, writePairing } from '#core/protocol/pairing';

/** White on black whatever the terminal's colours, because many readers fail on inverted codes. */
const [COLOURS, PLAIN] = ['\x1b[97;40m', '\x1b[0m'];

/** @param coloured whether the output is a terminal */
export function showPairing(pairing: Pairing, coloured: boolean): string {
  const text = writePairing(pairing);
  const rows = encodeQR(text, 'ascii', { ecc: 'low' }).trimEnd().split('\n');
  const code = rows.map((row) => (coloured ? COLOURS + row + PLAIN : row)).join('\n');
  return `Pair it in Mitsuke, under Settings: scan this, or type the line under it.\n\n${code}\n\n${text}\n`;
}
