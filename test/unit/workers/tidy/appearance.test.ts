import { describe, expect, test } from 'vitest';
import { appearanceOf, type Grey, isCopy } from '#workers/tidy/appearance';
import { seeded } from '#workers/tidy/sample';

/** Returns plain discs with hard edges. */
function picture(width: number, height: number, seed = 1): Grey {
  const random = seeded(seed);
  const discs = Array.from({ length: 12 }, () => [random(), random(), 0.1 + random() / 4, random() * 255]);
  const values = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [(i % width) / width, Math.floor(i / width) / height];
    const disc = discs.findLast(([cx, cy, r]) => Math.hypot(x - (cx ?? 0), y - (cy ?? 0)) < (r ?? 0));
    return disc?.[3] ?? 100;
  });
  return { width, height, values };
}

/** Blurs with the mean over 3 x 3 pixels, this many times. */
function blurred({ width, height, values }: Grey, rounds: number): Grey {
  let from = values;
  for (let round = 0; round < rounds; round++) {
    const to = new Uint8Array(from);
    for (let y = 1; y < height - 1; y++) {
      for (let x = 1; x < width - 1; x++) {
        let sum = 0;
        for (let k = 0; k < 9; k++) {
          sum += from[(y + Math.floor(k / 3) - 1) * width + x + (k % 3) - 1] as number;
        }
        to[y * width + x] = sum / 9;
      }
    }
    from = to;
  }
  return { width, height, values: from };
}

const changed = (grey: Grey, change: (value: number) => number): Grey => ({
  ...grey,
  values: Uint8ClampedArray.from(grey.values, change),
});

describe('sharpness', () => {
  test('decreases the more a picture is blurred, and is 0 in a plain picture', () => {
    const sharp = picture(160, 120);
    const [a, b, c] = [0, 1, 4].map((rounds) => appearanceOf(blurred(sharp, rounds)).sharpness) as [
      number,
      number,
      number,
    ];
    expect(a).toBeGreaterThan(2 * b);
    expect(b).toBeGreaterThan(2 * c);
    expect(appearanceOf(changed(sharp, () => 90)).sharpness).toBe(0);
    expect(appearanceOf({ width: 1, height: 1, values: Uint8Array.of(7) }).sharpness).toBe(0);
  });
});

describe('a copy', () => {
  const look = appearanceOf(picture(240, 180));

  test('is recognised at any size, brightness, contrast and softness', () => {
    expect(isCopy(look, appearanceOf(picture(80, 60)))).toBe(true);
    expect(isCopy(look, appearanceOf(changed(picture(240, 180), (value) => value * 0.8 + 40)))).toBe(true);
    expect(isCopy(look, appearanceOf(blurred(picture(240, 180), 3)))).toBe(true);
  });

  test('is neither another picture nor the mirrored one', () => {
    expect(isCopy(look, appearanceOf(picture(240, 180, 2)))).toBe(false);
    const { width, height, values } = picture(240, 180);
    const mirrored = Uint8Array.from(values, (_, i) => {
      return values[Math.floor(i / width) * width + width - 1 - (i % width)] as number;
    });
    expect(isCopy(look, appearanceOf({ width, height, values: mirrored }))).toBe(false);
  });
});
