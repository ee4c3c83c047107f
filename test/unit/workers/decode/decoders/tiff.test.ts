/** What other programs' files do not show: colours of Lab by their numbers, and what is refused. */

import UTIF from 'utif2';
import { expect, test } from 'vitest';
import { rgbaOf } from '#workers/decode/decoders/tiff-colors';
import { COLORS, TAG } from '#workers/decode/decoders/tiff-page';
import { rowsOf } from '#workers/decode/decoders/tiff-rows';
import { tiff } from '../../../../fixtures/tiff';

const EDGE = 16;

/** Returns the only page of a TIFF of one colour. */
function written(color: number[], tags: Record<number, number[]> = {}) {
  const file = Uint8Array.from(tiff([{ width: EDGE, height: EDGE, at: () => color }])).buffer;
  const [page] = UTIF.decode(file);
  if (!page) throw new Error('It has no page.');
  for (const [tag, values] of Object.entries(tags)) page[`t${tag}`] = values;
  return { file, page };
}

const shown = ({ file, page }: ReturnType<typeof written>) => [...rgbaOf(page, rowsOf(file, page)).slice(-4)];

test.each([
  ['white', [255, 0, 0], [255, 255, 255]],
  ['grey', [137, 0, 0], [128, 128, 128]],
  ['sRGB’s red', [138, 81, 70], [255, 0, 0]],
  ['sRGB’s green', [224, -79, 81], [0, 255, 0]],
  ['sRGB’s blue', [75, 68, -112], [0, 0, 255]],
])('a page of Lab shows %s', (_, [light = 0, a = 0, b = 0], wanted) => {
  const signed = [light, a & 255, b & 255];
  const unsigned = [light, a + 128, b + 128];
  for (const [color, kind] of [
    [signed, COLORS.lab],
    [unsigned, COLORS.labOfProfiles],
  ] as const) {
    const rgba = shown(written(color, { [TAG.colors]: [kind] }));
    // Whole numbers of Lab are coarse: where a channel is dark, a step of one is some of its levels.
    const far = wanted.map((value, i) => Math.abs(value - (rgba[i] ?? Number.NaN)));
    expect(Math.max(...far), `${rgba}`).toBeLessThan(12);
  }
});

test('what is left over is opacity; colours that are multiplied by it are divided', () => {
  const half = [100, 50, 0, 128];
  const straight = written(half, { [TAG.colors]: [COLORS.rgb], [TAG.opacity]: [2] });
  expect(shown(straight)).toEqual([100, 50, 0, 128]);
  const multiplied = written(half, { [TAG.colors]: [COLORS.rgb], [TAG.opacity]: [1] });
  expect(shown(multiplied)).toEqual([199, 100, 0, 128]);
});

test.each([
  ['packed in a way that is not known', { [TAG.compression]: [50000] }],
  ['of more bits than there are', { [TAG.bits]: [64, 64, 64] }],
  ['of JPEGs with inks', { [TAG.compression]: [7], [TAG.samples]: [4] }],
  ['of unknown colours', { [TAG.colors]: [32845] }],
])('a page %s is not supported, and never black', (_, tags) => {
  expect(() => shown(written([1, 2, 3], tags))).toThrow(expect.objectContaining({ name: 'unsupported' }));
});
