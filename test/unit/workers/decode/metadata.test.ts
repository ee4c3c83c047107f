import { expect, test } from 'vitest';
import { readMetadata } from '#workers/decode/metadata';

test('broken bytes have no metadata, and cause no error', () => {
  expect(readMetadata(new ArrayBuffer(20))).toEqual({});
});
