import { describe, expect, test } from 'vitest';
import { coloursOf, greyLevels, spaceOf } from '#workers/decode/icc';
import { u16, u32 } from '../../../fixtures/boxes';
import {
  adobeProfile,
  displayP3Profile,
  fixed,
  greyProfile,
  power,
  SAMSUNG_P3,
  srgbCurve,
  srgbFormula,
  srgbProfile,
  srgbTable,
} from '../../../fixtures/icc';

test.each([
  ['no profile', Buffer.alloc(0), 'srgb'],
  ['sRGB, its curve as a formula', srgbProfile(), 'srgb'],
  ['sRGB, its curve as the longer formula', srgbProfile(srgbFormula()), 'srgb'],
  ['sRGB, its curve as a table', srgbProfile(srgbTable()), 'srgb'],
  ['Display P3, as Apple calls it', displayP3Profile(), 'display-p3'],
  ['Display P3, as Samsung calls it', displayP3Profile(SAMSUNG_P3), 'display-p3'],
  ['Display P3 under a false name', displayP3Profile('sRGB'), 'display-p3'],
  ['the colours of sRGB, with a curve that is a power', srgbProfile(power(2.2)), null],
  ['the colours of sRGB in linear light', srgbProfile(power(1)), null],
  ['Adobe RGB', adobeProfile(), null],
  ['grey', greyProfile(), null],
  ['no profile but zeros', Buffer.alloc(140), null],
] as const)('%s', (_, profile, colours) => {
  expect(coloursOf(profile)).toBe(colours);
});

test('a table of colours counts before colorants and curves', () => {
  const profile = srgbProfile();
  profile.write('A2B0', 132, 'latin1');
  expect(coloursOf(profile)).toBeNull();
});

test('a profile that is cut anywhere, or damaged, is none or told rightly', () => {
  const profile = srgbProfile();
  for (let end = 1; end < profile.length; end++)
    expect([null, 'srgb']).toContain(coloursOf(profile.subarray(0, end)));
  for (let at = 0; at < profile.length; at++) {
    const damaged = Buffer.from(profile);
    damaged[at] = 255 - (damaged[at] ?? 0);
    expect([null, 'srgb']).toContain(coloursOf(damaged));
  }
});

test('the space of a profile that is not one of colours or grey is none', () => {
  const inks = srgbProfile();
  inks.write('CMYK', 16, 'latin1');
  expect([srgbProfile(), greyProfile(), inks, Buffer.from('acsp')].map(spaceOf)).toEqual([
    'RGB ',
    'GRAY',
    null,
    null,
  ]);
});

describe('the levels of a grey profile', () => {
  const light = (level: number) => (level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4);
  /** The level of sRGB that gives this light. */
  const levelOf = (wanted: number) =>
    255 * (wanted <= 0.0031308 ? 12.92 * wanted : 1.055 * wanted ** (1 / 2.4) - 0.055);
  const formula = (kind: number, ...values: number[]) =>
    Buffer.concat([Buffer.from('para\0\0\0\0', 'latin1'), u16(kind, 0), fixed(...values)]);
  const table = (...values: number[]) =>
    Buffer.concat([Buffer.from('curv\0\0\0\0', 'latin1'), u32(values.length), u16(...values)]);

  test.each<[string, Buffer, (level: number) => number]>([
    ['a power', power(1.8), (level) => level ** 1.8],
    ['a power of a line', formula(1, 2, 0.9, 0.1), (level) => (0.9 * level + 0.1) ** 2],
    ['nothing below a line', formula(1, 2, 1.25, -0.25), (level) => Math.max(0, 1.25 * level - 0.25) ** 2],
    [
      'the same, and something added',
      formula(2, 2, 0.9, -0.1, 0.2),
      (level) => Math.max(0, 0.9 * level - 0.1) ** 2 + 0.2,
    ],
    ['a line, then a power', srgbCurve(), light],
    ['the longer formula', srgbFormula(), light],
    ['a table', srgbTable(), light],
    ['a table of one value, which is a power', table(0x0200), (level) => level ** 2],
    ['an empty table, which is a line', table(), (level) => level],
    ['light beyond white', formula(1, 1, 2, 0), (level) => Math.min(1, 2 * level)],
  ])('%s', (_, curve, lightAt) => {
    const levels = [...(greyLevels(greyProfile(curve)) ?? [])];
    const far = levels.map((level, i) => Math.abs(level - levelOf(lightAt(i / 255))));
    expect(levels).toHaveLength(256);
    expect(Math.max(...far)).toBeLessThan(0.55);
  });

  test('without a curve, with one of another kind, and cut anywhere, there are none or the same', () => {
    expect(greyLevels(adobeProfile())).toBeNull();
    expect(greyLevels(greyProfile(formula(9, 1)))).toBeNull();
    // All black, all white.
    expect(greyLevels(greyProfile(formula(1, 2, 0, 0)))).toBeNull();
    expect(greyLevels(greyProfile(table(0)))).toBeNull();
    const profile = greyProfile();
    const whole = greyLevels(profile);
    for (let end = 0; end < profile.length; end++)
      expect([null, whole]).toContainEqual(greyLevels(profile.subarray(0, end)));
  });
});
