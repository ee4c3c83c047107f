/** Reads of a JPEG 2000 what has to be known before it is decoded (ITU-T T.800, annex A). */

import { boxesIn } from '../iso-boxes';
import type { Size } from '../size-hint';

export interface Jp2Header {
  /** @param times how often it is halved */
  sizeAt(times: number): Size;
  /** How often a decoder can halve it without decoding more than the result. */
  halvings: number;
  components: number;
  /** The ICC profile of its colours. */
  profile: Uint8Array | undefined;
}

/** How a box of colours tells them, in its first byte: by a profile that is simple, or by any (T.801, M.11.7.3). */
const BY_PROFILE = [2, 3];
/** Bytes in front of it: how, precedence, exactness. */
const COLOURS = 3;

const START = 0xff4f;
const SIZE = 0xff51;
const CODING = 0xff52;
const SCAN = 0xff90;

/** @throws Error if there is no codestream with a size */
export function jp2Header(bytes: Uint8Array): Jp2Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The boxes of the file stand in front of it.
  let at = bytes.indexOf(START >> 8);
  while (at >= 0 && !(view.getUint16(at) === START && view.getUint16(at + 2) === SIZE)) {
    at = bytes.indexOf(START >> 8, at + 1);
  }
  if (at < 0) throw new Error('It has no codestream.');
  // Behind the marker: its length, capabilities, right and lower edge, left and upper edge.
  const [right = 0, lower = 0, left = 0, upper = 0] = [8, 12, 16, 20].map((offset) =>
    view.getUint32(at + offset),
  );
  if (right <= left || lower <= upper) throw new Error('It has no size.');
  // Behind the place and size of tiles.
  const components = view.getUint16(at + 40);
  let halvings = 0;
  for (let marker = at + 2; view.getUint16(marker) !== SCAN; marker += 2 + view.getUint16(marker + 2)) {
    // Behind the marker: its length, style, progression, layers, transform of components.
    if (view.getUint16(marker) === CODING) halvings = view.getUint8(marker + 9);
  }
  const edge = (from: number, to: number, times: number) =>
    Math.ceil(to / 2 ** times) - Math.ceil(from / 2 ** times);
  const sizeAt = (times: number) => ({ width: edge(left, right, times), height: edge(upper, lower, times) });
  return { sizeAt, halvings, components, profile: profileIn(bytes) };
}

/** A bare codestream has none. */
function profileIn(bytes: Uint8Array): Uint8Array | undefined {
  const header = [...boxesIn(bytes)].find(({ name }) => name === 'jp2h')?.content ?? bytes.subarray(0, 0);
  const colours = [...boxesIn(header)].find(
    ({ name, content }) => name === 'colr' && BY_PROFILE.includes(content[0] ?? 0),
  );
  return colours?.content.subarray(COLOURS);
}
