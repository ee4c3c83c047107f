/**
 * Tells colours by an ICC profile (ICC.1:2022), by its numbers: names mislead. That of Samsung's phones is called "DCI-P3
 * D65 Gamut with sRGB Transfer".
 */

import { encoded, lightOf } from './decoders/display-p3';

export type Colours = 'srgb' | 'display-p3';

/** What a profile's levels are of, of those that pictures on a screen can have. */
export type Space = 'RGB ' | 'GRAY';

/** Bytes of its header, where the space of its colours and its signature are in it, and of a row of its tags (7.2, 7.3). */
const HEADER = 128;
const SPACE = 16;
const ACSP = 36;
const ROW = 12;
const MOST_TAGS = 100;

/** X, Y and Z of red, green and blue, adapted to D50, as the profiles of HP and Apple have them. */
const COLORANTS: Readonly<Record<Colours, readonly number[]>> = {
  srgb: [0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7141],
  'display-p3': [0.5151, 0.2412, -0.0011, 0.292, 0.6922, 0.0419, 0.1571, 0.0666, 0.7841],
};
/** How far profiles of one space are apart; a level of 255 is 0.004. */
const NEAR = 0.003;
/** Levels at which curves are compared. */
const LEVELS = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9];

/** @returns null for any other profile, and for bytes that are none */
export function coloursOf(profile: Uint8Array): Colours | null {
  // Without a profile a picture is in sRGB.
  if (profile.length === 0) return 'srgb';
  if (spaceOf(profile) !== 'RGB ') return null;
  try {
    const tags = tagsOf(profile);
    // A table of colours counts before colorants and curves.
    if ([...tags.keys()].some((name) => /^[AD]2B/.test(name))) return null;
    if (!['rTRC', 'gTRC', 'bTRC'].every((name) => isSrgbCurve(tags.get(name)))) return null;
    const own = ['rXYZ', 'gXYZ', 'bXYZ'].flatMap((name) => fixed(tags.get(name), 8, 3));
    const names: Colours[] = ['srgb', 'display-p3'];
    return names.find((name) => COLORANTS[name].every((value, i) => isNear(value, own[i]))) ?? null;
  } catch (error) {
    // It is cut.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Returns the level of sRGB for each of a grey profile's 256; null if it does not tell. A damaged curve must not make a
 * picture black: its white has to be brighter than its black.
 */
export function greyLevels(profile: Uint8Array): Uint8Array | null {
  try {
    const tag = tagsOf(profile).get('kTRC');
    const curve = tag && curveOf(tag);
    if (!curve) return null;
    const lightAt = (level: number) => Math.min(1, Math.max(0, curve(level / 255)));
    const levels = Uint8Array.from({ length: 256 }, (_, level) => Math.round(255 * encoded(lightAt(level))));
    return (levels[255] ?? 0) > (levels[0] ?? 0) ? levels : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** @returns null for a profile of another space, such as inks, and for bytes that are none */
export function spaceOf(profile: Uint8Array): Space | null {
  const space = textAt(profile, SPACE);
  const isProfile = profile.length > HEADER && textAt(profile, ACSP) === 'acsp';
  return isProfile && (space === 'RGB ' || space === 'GRAY') ? space : null;
}

function tagsOf(profile: Uint8Array): Map<string, DataView> {
  const { buffer, byteOffset, length } = profile;
  const view = new DataView(buffer, byteOffset, length);
  const count = Math.min(view.getUint32(HEADER), MOST_TAGS);
  return new Map(
    Array.from({ length: count }, (_, i) => {
      const at = HEADER + 4 + ROW * i;
      const [from, bytes] = [view.getUint32(at + 4), view.getUint32(at + 8)];
      return [textAt(profile, at), new DataView(buffer, byteOffset + from, Math.min(bytes, length - from))];
    }),
  );
}

/** Whether a curve leads from levels to light as that of sRGB does. */
function isSrgbCurve(tag: DataView | undefined): boolean {
  const curve = tag && curveOf(tag);
  return curve !== undefined && LEVELS.every((level) => isNear(lightOf(level), curve(level)));
}

/** Returns a curve, from 0 to 1; undefined for kinds that there are not (10.6 and 10.18). */
function curveOf(tag: DataView): ((level: number) => number) | undefined {
  const kind = tag.getUint32(0);
  if (kind === TABLE) return tableOf(tag);
  const values = kind === FORMULA ? VALUES[tag.getUint16(8)] : undefined;
  if (values === undefined) return undefined;
  const given = fixed(tag, 12, values);
  const [power = 1, slope = 1, shift = 0] = given;
  // The third one has what is added to all as its fourth value, the later ones begin with a line.
  const [below = 0, end = -shift / slope, lift = 0, rise = 0] = values > 4 ? given.slice(3) : [];
  const added = values === 4 ? (given[3] ?? 0) : 0;
  return (level) => (level >= end ? (slope * level + shift) ** power + lift : below * level + rise) + added;
}

/** Without values a line, with one value a power with 8 bits behind the point. */
function tableOf(tag: DataView): (level: number) => number {
  const last = tag.getUint32(8) - 1;
  if (last < 1) {
    const power = last < 0 ? 1 : tag.getUint16(12) / 256;
    return (level) => level ** power;
  }
  return (level) => {
    const at = Math.min(Math.floor(level * last), last - 1);
    const [low, high] = [tag.getUint16(12 + 2 * at), tag.getUint16(14 + 2 * at)];
    return (low + (high - low) * (level * last - at)) / 65_535;
  };
}

/** "curv" and "para"; and how many values formulas have, by their number. */
const TABLE = 0x63757276;
const FORMULA = 0x70617261;
const VALUES: Readonly<Record<number, number>> = { 0: 1, 1: 3, 2: 4, 3: 5, 4: 7 };

/** Reads numbers with 16 bits behind the point; none where there is no tag. */
function fixed(tag: DataView | undefined, at: number, count: number): number[] {
  return tag ? Array.from({ length: count }, (_, i) => tag.getInt32(at + 4 * i) / 65_536) : [];
}

function isNear(one: number, other = Number.NaN): boolean {
  return Math.abs(one - other) < NEAR;
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
