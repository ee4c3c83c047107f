import { describe, expect, test } from 'vitest';
import { cameraName, exifTime, readMetadata } from '../../../workers/decode/metadata';

describe('exifTime', () => {
  test('reads the camera’s clock as local time', () => {
    expect(exifTime('2024:07:31 18:20:05')).toBe(new Date(2024, 6, 31, 18, 20, 5).getTime());
    expect(exifTime('2024:07:31')).toBe(new Date(2024, 6, 31).getTime());
  });

  test.each([undefined, '', '0000:00:00 00:00:00', '2024:13:01 00:00:00', 'yesterday'])(
    'finds no date in %j',
    (text) => {
      expect(exifTime(text)).toBeUndefined();
    },
  );
});

test.each([
  ['Canon', 'Canon EOS R5', 'Canon EOS R5'],
  ['Apple', 'iPhone 17', 'Apple iPhone 17'],
  ['', 'X100', 'X100'],
  ['Leica ', '', 'Leica'],
])('%j and %j are the camera %j', (make, model, camera) => {
  expect(cameraName(make, model)).toBe(camera);
});

test('broken bytes have no metadata, and are no error', () => {
  expect(readMetadata(new ArrayBuffer(20))).toEqual({});
});
