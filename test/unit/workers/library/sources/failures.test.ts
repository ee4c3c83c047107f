import { describe, expect, test } from 'vitest';
import type { QueuedFile } from '#store/schema';
import { failedPhoto, isRetriable } from '#workers/library/sources/failures';

const PICKED: QueuedFile = {
  key: 7,
  source: 'a',
  path: 'holiday/beach.jpg',
  name: 'beach.jpg',
  bytes: 10,
  modified: 5,
  tab: 'this',
  failure: { reason: 'damaged', detail: 'No end.' },
};

describe('a file that failed', () => {
  test('is shown with its reason', () => {
    expect(failedPhoto(PICKED)).toEqual({
      key: 7,
      name: 'beach.jpg',
      path: 'holiday/beach.jpg',
      bytes: 10,
      reason: 'damaged',
      detail: 'No end.',
      retriable: false,
    });
  });

  test('can be tried again if a copy of it is stored', () => {
    expect(isRetriable(PICKED)).toBe(false);
    expect(isRetriable({ ...PICKED, kept: true })).toBe(true);
  });
});
