import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isWhole } from '#workers/decode/whole';
import { gif } from '../../../fixtures/gif';
import { jpeg } from '../../../fixtures/jpeg';
import { png } from '../../../fixtures/png';

const colorful = (x: number, y: number) => [(x * y) & 255, x & 255, y & 255, (x + y) & 255];
const SCAN = Buffer.from([0xff, 0xda]);

/** What is told of a file, of all but its last bytes, and of its first half. */
function told(bytes: Buffer, type: string, last: number): boolean[] {
  const parts = [bytes, bytes.subarray(0, -last), bytes.subarray(0, bytes.length / 2)];
  return parts.map((part) => isWhole(part, type));
}

test.each(['grey', 'rgb', 'cmyk'] as const)('a %s JPEG needs all of its rows, but no end marker', (color) => {
  const components = { grey: 1, rgb: 3, cmyk: 4 }[color];
  const whole = jpeg({ width: 61, height: 47, color, at: (x, y) => colorful(x, y).slice(0, components) });
  const noEnd = whole.subarray(0, -2);
  expect(told(whole, 'image/jpeg', 2)).toEqual([true, true, false]);
  expect(isWhole(noEnd.subarray(0, -1), 'image/jpeg')).toBe(false);
  expect(isWhole(Buffer.concat([noEnd, Buffer.from('a trailer')]), 'image/jpeg')).toBe(true);
  expect(isWhole(whole.subarray(0, 20), 'image/jpeg')).toBe(false);
});

test('so does a photo, with subsampled colours and codes of every length', () => {
  const names = readdirSync('public/album').filter((name) => name.endsWith('.jpg'));
  for (const photo of names.slice(0, 3).map((name) => readFileSync(`public/album/${name}`))) {
    expect(told(photo, 'image/jpeg', 2)).toEqual([true, true, false]);
    expect(isWhole(photo.subarray(0, photo.length * 0.99), 'image/jpeg')).toBe(false);
  }
});

test('a JPEG may have restart markers, and a scan for each component', () => {
  const grey = jpeg({ width: 16, height: 8, color: 'grey', at: () => [128] });
  const beforeScan = grey.subarray(0, grey.indexOf(SCAN));
  const header = grey.subarray(grey.indexOf(SCAN), -3);
  // A block of the middle grey is three zeros; a restart begins a byte.
  const restarts = [beforeScan, Buffer.from([0xff, 0xdd, 0, 4, 0, 1]), header];
  const units = Buffer.from([0b0001_1111, 0xff, 0xd0, 0b0001_1111]);
  expect(isWhole(Buffer.concat([...restarts, units]), 'image/jpeg')).toBe(true);
  expect(isWhole(Buffer.concat([...restarts, units.subarray(0, 3)]), 'image/jpeg')).toBe(false);

  const rgb = jpeg({ width: 8, height: 8, color: 'rgb', at: () => [128, 128, 128] });
  const scans = [1, 2, 3].map((id) => Buffer.from([0xff, 0xda, 0, 8, 1, id, 0, 0, 63, 0, 0b0001_1111]));
  const apart = Buffer.concat([rgb.subarray(0, rgb.indexOf(SCAN)), ...scans]);
  expect(isWhole(apart, 'image/jpeg')).toBe(true);
  expect(isWhole(apart.subarray(0, -11), 'image/jpeg')).toBe(false);
});

test('a progressive JPEG needs its end marker', () => {
  const progressive = jpeg({ width: 48, height: 32, color: 'grey', at: () => [9], progressive: true });
  expect(told(progressive, 'image/jpeg', 2)).toEqual([true, false, false]);
});

test('a PNG needs its last chunk', () => {
  const at = (x: number, y: number) => colorful(x, y).slice(0, 3);
  expect(told(png({ width: 64, height: 48, at }), 'image/png', 12)).toEqual([true, false, false]);
});

test('an animation needs its first frame', () => {
  const moving = gif(64, 48, [
    [220, 30, 30],
    [30, 30, 220],
  ]);
  expect(told(moving, 'image/gif', moving.length * 0.2)).toEqual([true, true, false]);

  const chunk = (name: string, data: string) =>
    Buffer.concat([Buffer.from(name), Buffer.from([data.length, 0, 0, 0]), Buffer.from(data)]);
  const webp = Buffer.concat([
    chunk('RIFF', '').fill(99, 4, 8),
    Buffer.from('WEBP'),
    chunk('VP8X', 'ten bytes.'),
    chunk('ANMF', 'the first'),
    Buffer.from([0]),
    chunk('ANMF', 'another one'),
  ]);
  expect(told(webp, 'image/webp', 4)).toEqual([true, true, false]);
});

test('of other formats nothing is told', () => {
  expect(isWhole(Buffer.from('BM'), 'image/bmp')).toBe(true);
});
