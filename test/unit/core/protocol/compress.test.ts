import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { goldenPicture } from '#core/golden';
import { pixelsOf, squeeze, unsqueeze } from '#core/protocol/compress';

const broken = { name: 'ProtocolError' };

test('squeezing is lossless for any pictures', async () => {
  const pictures = fc
    .record({ count: fc.integer({ min: 1, max: 4 }), size: fc.integer({ min: 1, max: 9 }) })
    .chain(({ count, size }) => {
      const length = count * size * size * 3;
      const pixels = fc.uint8Array({ minLength: length, maxLength: length });
      return fc.record({ count: fc.constant(count), size: fc.constant(size), pixels });
    });
  await fc.assert(
    fc.asyncProperty(pictures, async ({ count, size, pixels }) => {
      expect(await unsqueeze(await squeeze(pixels, size), count, size)).toEqual(pixels);
    }),
  );
});

test('a smooth picture shrinks to less than a twentieth', async () => {
  const smooth = goldenPicture(0, 224);
  expect((await squeeze(smooth, 224)).length).toBeLessThan(smooth.length / 20);
});

test('a picture’s bytes do not depend on the pictures before it', async () => {
  const two = new Uint8Array([...goldenPicture(1, 8), ...goldenPicture(2, 8)]);
  const pixels = await squeeze(two, 8);
  const frame = { kind: 'pixels' as const, id: 1, count: 2, coding: 'squeezed' as const, pixels };
  expect((await pixelsOf(frame, 8)).slice(8 * 8 * 3)).toEqual(goldenPicture(2, 8));
  expect(await pixelsOf({ ...frame, coding: 'plain', pixels: two }, 8)).toBe(two);
});

test('fewer or more pixels than were announced are refused', async () => {
  const two = await squeeze(new Uint8Array(2 * 4 * 4 * 3), 4);
  await expect(unsqueeze(two, 3, 4)).rejects.toMatchObject(broken);
  await expect(unsqueeze(two, 1, 4)).rejects.toMatchObject(broken);
  await expect(unsqueeze(two.slice(0, -1), 2, 4)).rejects.toMatchObject(broken);
});

test('a decompression bomb is not decompressed', async () => {
  const bomb = await squeeze(new Uint8Array(64 << 20), 1);
  expect(bomb.length).toBeLessThan(1 << 17);
  await expect(unsqueeze(bomb, 1, 4)).rejects.toMatchObject(broken);
});

test('random bytes are refused, or are pixels', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      const result = await unsqueeze(bytes, 1, 2).catch((thrown) => thrown);
      if (!(result instanceof Uint8Array)) expect(result).toMatchObject(broken);
    }),
    { numRuns: 500 },
  );
});
