import { expect, test } from 'vitest';
import { inputSize } from '#workers/words/detector';
import type { Network } from '#workers/words/network';
import { isBetter, isKept, readWords } from '#workers/words/reader';
import { lineWidth } from '#workers/words/recogniser';

const reading = (text: string, score: number) => ({ text, score });

test('a line is kept from half a probability on, a single character from nine tenths', () => {
  expect([isKept(reading('cup', 0.5)), isKept(reading('cup', 0.49))]).toEqual([true, false]);
  expect([isKept(reading('口', 0.9)), isKept(reading('b', 0.86))]).toEqual([true, false]);
  // One character outside of the basic plane, two code units.
  expect(isKept(reading('𠮷', 0.86))).toBe(false);
  expect(isKept(reading('', 1))).toBe(false);
});

test('the other way round must be clearly better', () => {
  expect(isBetter(reading('Exit', 0.95), reading('!x3', 0.7))).toBe(true);
  expect(isBetter(reading('Exit', 0.79), reading('!x3', 0.7))).toBe(false);
});

test('a single character gives way to several that are sure', () => {
  expect(isBetter(reading('紧急出口', 0.99), reading('口', 0.93))).toBe(true);
  expect(isBetter(reading('紧急出口', 0.7), reading('口', 0.93))).toBe(false);
  expect(isBetter(reading('日', 0.95), reading('口', 0.93))).toBe(false);
});

test('the detector sees sides that are multiples of 32, never more than the picture but for the rounding', () => {
  expect(inputSize({ width: 4000, height: 3000 }, 960)).toEqual({ width: 960, height: 736 });
  expect(inputSize({ width: 448, height: 336 }, 960)).toEqual({ width: 448, height: 352 });
  expect(inputSize({ width: 20_000, height: 10 }, 320)).toEqual({ width: 320, height: 32 });
});

test('a line keeps its proportions at 48 pixels of height, padded to whole steps', () => {
  expect(lineWidth({ width: 200, height: 40 })).toEqual({ own: 240, padded: 240 });
  expect(lineWidth({ width: 100, height: 33 })).toEqual({ own: 146, padded: 152 });
  expect(lineWidth({ width: 10, height: 40 })).toEqual({ own: 12, padded: 48 });
  expect(lineWidth({ width: 9000, height: 10 })).toEqual({ own: 2400, padded: 2400 });
});

/** A grey picture, and networks that see text where they are told to. */
function seeing(places: readonly (readonly [left: number, top: number, right: number, bottom: number])[]) {
  const pixels = { width: 1280, height: 960, data: new Uint8ClampedArray(1280 * 960 * 4).fill(128) };
  const asked: (readonly number[])[] = [];
  const classes = ['', 'a', 'b', ' '];
  const detect: Network = async (_, shape) => {
    const [, , height = 0, width = 0] = shape;
    asked.push([width, height]);
    const values = new Float32Array(width * height).map((_, i) => {
      const [x, y] = [((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height];
      return Number(
        places.some(([left, top, right, bottom]) => x > left && x < right && y > top && y < bottom),
      );
    });
    return { values, shape };
  };
  const recognise: Network = async () => {
    const values = Float32Array.from([0, 1, 2].flatMap((best) => classes.map((_, i) => Number(i === best))));
    return { values, shape: [1, 3, classes.length] };
  };
  return { read: () => readWords(pixels, { detect, recognise, classes }), asked };
}

test('a picture without text costs one look at 320 pixels', async () => {
  const { read, asked } = seeing([]);
  expect(await read()).toEqual([]);
  expect(asked).toEqual([[320, 256]]);
});

test('what is thicker than a fifth of the picture is an object, and costs no more', async () => {
  const { read, asked } = seeing([[0.2, 0.2, 0.7, 0.7]]);
  expect(await read()).toEqual([]);
  expect(asked).toHaveLength(1);
});

test('a line is read at 960 pixels, and its corners are shares of the picture', async () => {
  const { read, asked } = seeing([[0.25, 0.5, 0.75, 0.55]]);
  const [line, ...others] = await read();
  expect(others).toEqual([]);
  expect(line).toMatchObject({ text: 'ab', score: 1 });
  expect(asked).toEqual([
    [320, 256],
    [960, 736],
  ]);
  const [left = 0, top = 0, right = 0, alsoTop = 0, , bottom = 0] = line?.corners ?? [];
  expect(left).toBeLessThan(0.25);
  expect(right).toBeGreaterThan(0.75);
  expect((left + right) / 2).toBeCloseTo(0.5, 2);
  expect((top + bottom) / 2).toBeCloseTo(0.525, 2);
  expect(alsoTop).toBe(top);
});

test('no corner lies outside of the picture', async () => {
  const { read } = seeing([[0, 0.97, 1, 1]]);
  const [line] = await read();
  expect(line?.corners.every((at) => at >= 0 && at <= 1)).toBe(true);
});
