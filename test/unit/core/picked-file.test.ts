import { expect, test } from 'vitest';
import { partsOf } from '#core/picked-file';

test.each([0, 1, 100, 101, 250])(
  '%i files are handed over in parts of 100 at most, in their order',
  async (count) => {
    const files = Array.from({ length: count }, (_, i) => ({
      file: new File([], `${i}.jpg`),
      path: `${i}.jpg`,
    }));
    const parts = partsOf(files);
    const got = [];
    for (let part = await parts.next(); part.length > 0; part = await parts.next()) {
      expect(part.length).toBeLessThanOrEqual(100);
      got.push(...part);
    }
    expect(got).toEqual(files);
    expect(await parts.next()).toEqual([]);
  },
);
