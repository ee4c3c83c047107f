import { expect, test } from 'vitest';
import type { Photo, PhotoNo } from '#core/photo';
import { isLikelyText, likelyFirst } from '#workers/library/words/likely';

const photo = (no: PhotoNo, facts: Partial<Photo>) =>
  ({ no, name: 'a.jpg', type: 'image/jpeg', ...facts }) as Photo;

test.each([
  ['a screenshot by its metadata', { screenshot: true }, true],
  ['a screenshot by its name', { name: 'Screenshot_20210314-150926.png' }, true],
  ['a Japanese screenshot', { name: 'スクリーンショット 2024-01-02.jpg' }, true],
  ['a scan', { name: 'Scan 12.jpg' }, true],
  ['a receipt in Chinese', { name: '发票2024.jpg' }, true],
  ['a drawing by a program', { type: 'image/png' }, true],
  ['a photo of a camera that writes PNG', { type: 'image/png', camera: 'Pixel 8' }, false],
  ['a photo', { name: 'IMG_1234.jpg', camera: 'Pixel 8' }, false],
  ['a name that only begins like one', { name: 'Scandinavia.jpg' }, false],
] as const)('%s', (_, facts, likely) => {
  expect(isLikelyText(photo(1, facts))).toBe(likely);
});

test('what likely has words comes first, then the newest, across blocks', async () => {
  const unread = Array.from({ length: 2500 }, (_, i) => i + 1);
  const screenshots = new Set([3, 1200, 2400]);
  const rows = async (nos: readonly PhotoNo[]) =>
    nos.flatMap((no) => (no === 7 ? [] : photo(no, screenshots.has(no) ? { screenshot: true } : {})));
  const order: PhotoNo[] = [];
  for await (const no of likelyFirst(unread, rows)) order.push(no);
  expect(order.slice(0, 5)).toEqual([2400, 1200, 3, 2500, 2499]);
  expect(order).toHaveLength(2499);
  expect(new Set(order).size).toBe(2499);
});
