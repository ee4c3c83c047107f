import { expect, test } from 'vitest';
import { partsOf } from '#core/picked-file';

test.each([0, 1, 100, 101, 250])(
  '%i files are handed over in parts of 25 at most, in their order',
  async (count) => {
    const files = Array.from({ length: count }, (_, i) => ({
      file: new File([], `${i}.jpg`),
      path: `${i}.jpg`,
    }));
    const parts = partsOf(files, undefined, () => 0);
    const got = [];
    for (let part = await parts.next(); part.length > 0; part = await parts.next()) {
      expect(part.length).toBeLessThanOrEqual(25);
      got.push(...part);
    }
    expect(got).toEqual(files);
    expect(await parts.next()).toEqual([]);
  },
);

test('a part ends once its sizes have taken 8 ms, and each size is asked once', () => {
  let now = 0;
  let asked = 0;
  // The cast: size alone is read, which takes 3 ms here.
  const slow = {
    get size() {
      asked++;
      now += 3;
      return 7;
    },
  } as File;
  const heard: number[] = [];
  const parts = partsOf(
    Array.from({ length: 7 }, () => ({ file: slow, path: 'x.jpg' })),
    (bytes) => heard.push(bytes),
    () => now,
  );
  expect([parts.next().length, parts.next().length, parts.next().length, parts.next().length]).toEqual([
    3, 3, 1, 0,
  ]);
  expect(asked).toBe(7);
  expect(heard).toEqual([7, 7, 7, 7, 7, 7, 7]);
});
