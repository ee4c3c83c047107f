import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fractionOf } from '#workers/decode/fraction/fraction';
import { jpeg } from '../../../fixtures/jpeg';

const colorful = (x: number, y: number) => [(x * y) & 255, x & 255, y & 255];
const SIZE = { width: 61, height: 47 };
const PHOTO = readFileSync('public/album/forest-stream.jpg');

const read = (bytes: Buffer, divisor: 4 | 8 = 8) => fractionOf(Uint8Array.from(bytes), divisor);

describe('a JPEG at a fraction of its size', () => {
  test.each([
    [8, 8, 6],
    [4, 16, 12],
  ] as const)('1/%i has %i x %i pixels for 61 x 47, in colour and in grey', (divisor, width, height) => {
    for (const color of ['rgb', 'grey'] as const) {
      // The writer asks for one colour a block.
      const at = (x: number, y: number) => colorful(x, y).slice(0, color === 'grey' ? 1 : 3);
      const found = read(jpeg({ ...SIZE, color, at }), divisor);
      expect(found).toMatchObject({ width, height, whole: SIZE, colours: 'srgb' });
      for (let i = 0; i < width * height; i++) {
        const [x, y] = [i % width, Math.floor(i / width)].map(
          (place) => 8 * Math.floor((place * divisor) / 8) + 4,
        );
        const [r = 0, g = r, b = r] = at(Math.min(x as number, 60), Math.min(y as number, 46));
        const pixel = found?.rgba.subarray(4 * i, 4 * i + 4) ?? [];
        [r, g, b, 255].forEach((level, channel) => {
          expect(Math.abs((pixel[channel] as number) - level)).toBeLessThan(3);
        });
      }
    }
  });

  test('goes on behind restart markers, if all are there', () => {
    const grey = jpeg({ width: 16, height: 8, color: 'grey', at: () => [128] });
    const scan = grey.indexOf(Buffer.from([0xff, 0xda]));
    const before = [grey.subarray(0, scan), Buffer.from([0xff, 0xdd, 0, 4, 0, 1]), grey.subarray(scan, -3)];
    // Two blocks: a difference of eight levels in three bits, of none in the next, each with its end.
    const up = [0b101_1000_0, 0xff];
    const blocks = (...bytes: number[]) =>
      read(Buffer.concat([...before, Buffer.from([...bytes, 0xff, 0xd9])]));
    const levels = (found: ReturnType<typeof read>) => found && [found.rgba[0], found.rgba[4]];
    expect(levels(blocks(...up, 0xd0, ...up.slice(0, 1)))).toEqual([136, 136]);
    expect(blocks(...up.slice(0, 1))).toBeNull();
    expect(blocks(...up, 0xd0, ...up, 0xd1, ...up.slice(0, 1))).toBeNull();
  });

  test('needs all of its rows, but no end marker', () => {
    const whole = jpeg({ ...SIZE, color: 'rgb', at: colorful });
    expect(read(whole.subarray(0, -2))).toEqual(read(whole));
    for (const bytes of [whole, PHOTO]) {
      expect(read(bytes)).not.toBeNull();
      for (const share of [0, 0.01, 0.5, 0.98])
        expect(read(bytes.subarray(0, bytes.length * share))).toBeNull();
    }
  });

  test('is none of other kinds', () => {
    const grey = jpeg({ ...SIZE, color: 'grey', at: () => [9] });
    const marker = (from: number, to: number) => {
      const copy = Buffer.from(grey);
      copy[copy.indexOf(Buffer.from([0xff, from])) + 1] = to;
      return copy;
    };
    // Progressive; without tables of codes; without numbers to multiply with.
    for (const other of [marker(0xc0, 0xc2), marker(0xc4, 0xfe), marker(0xdb, 0xfe)])
      expect(read(other)).toBeNull();
    expect(read(jpeg({ ...SIZE, color: 'cmyk', at: () => [1, 2, 3, 4] }))).toBeNull();
    // Three components that are named red, green and blue.
    const rgb = jpeg({ width: 8, height: 8, color: 'rgb', at: colorful });
    const named = Buffer.from(
      rgb.map((byte, i) => (rgb[i + 1] === 0x11 && byte < 4 ? 'RGB'.charCodeAt(byte - 1) : byte)),
    );
    expect(read(named)).toBeNull();
    expect(read(PHOTO.subarray(2))).toBeNull();
  });

  test('that is damaged is one or none, and the next is as before', () => {
    const undamaged = read(PHOTO);
    let seed = 7;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const outcomes = new Set<boolean>();
    for (let round = 0; round < 150; round++) {
      const copy = Buffer.from(PHOTO);
      // Half of them in the header.
      const range = round % 2 ? copy.length : 700;
      for (let i = 0; i < 1 + (round % 5); i++) copy[random(range)] = random(256);
      const found = read(copy, round % 3 ? 8 : 4);
      outcomes.add(found === null);
      if (found) expect(found.rgba.length).toBe(4 * found.width * found.height);
    }
    expect(outcomes).toEqual(new Set([true, false]));
    expect(read(PHOTO)).toEqual(undamaged);
  });
});
