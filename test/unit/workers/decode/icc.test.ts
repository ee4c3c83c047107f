import { expect, test } from 'vitest';
import { coloursOf, spaceOf } from '#workers/decode/icc';
import {
  adobeProfile,
  displayP3Profile,
  greyProfile,
  power,
  SAMSUNG_P3,
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
