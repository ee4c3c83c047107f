/** Tells colours by an ICC profile: its header and its description (ICC.1:2022, 7.2 and 9.2.41). */

export type Colours = 'srgb' | 'display-p3';

/** What a profile's levels are of, of those that pictures on a screen can have. */
export type Space = 'RGB ' | 'GRAY';

/** Bytes of its header, and where the space of its colours and its signature are in it. */
const HEADER = 128;
const SPACE = 16;
const ACSP = 36;

const DESCRIPTION = 'desc';
/** Curves of their own, in spite of the name: linear light, and tables for printing. */
const OTHERS = /linear|v4/i;

/** @returns null for any other profile */
export function coloursOf(profile: Uint8Array): Colours | null {
  // Without a profile a picture is in sRGB.
  if (profile.length === 0) return 'srgb';
  const name = descriptionIn(profile);
  if (OTHERS.test(name)) return null;
  if (/display p3/i.test(name)) return 'display-p3';
  return /sRGB/.test(name) ? 'srgb' : null;
}

/** In UTF-16 or in one byte a character, by the profile's version: the zeros between are left out. */
function descriptionIn(profile: Uint8Array): string {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.length);
  const count = profile.length >= 132 ? view.getUint32(128) : 0;
  for (let at = 132; at + 12 <= Math.min(profile.length, 132 + 12 * count); at += 12) {
    if (String.fromCharCode(...profile.subarray(at, at + 4)) !== DESCRIPTION) continue;
    const from = view.getUint32(at + 4);
    const text = profile.subarray(from, from + view.getUint32(at + 8)).filter((byte) => byte > 0);
    return String.fromCharCode(...text.subarray(0, 256));
  }
  return '';
}

/** @returns null for a profile of another space, such as inks, and for bytes that are none */
export function spaceOf(profile: Uint8Array): Space | null {
  const text = (at: number) => String.fromCharCode(...profile.subarray(at, at + 4));
  const space = text(SPACE);
  const isProfile = profile.length > HEADER && text(ACSP) === 'acsp';
  return isProfile && (space === 'RGB ' || space === 'GRAY') ? space : null;
}
