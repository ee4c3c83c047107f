import { describe, expect, test } from 'vitest';
import { asCoded, orientationInBoxes } from '#workers/decode/avif-transforms';
import { type Heif, heif } from '../../../fixtures/heif';

const still = (more: Partial<Heif>) =>
  new Uint8Array(heif({ brands: ['heic', 'mif1'], width: 64, height: 64, at: () => [200, 30, 30], ...more }));

describe('the orientation of a still in boxes', () => {
  test.each([
    [undefined, undefined, 1],
    [1, undefined, 8],
    [2, undefined, 3],
    [3, undefined, 6],
    [undefined, 'left-right', 2],
    [undefined, 'top-bottom', 4],
    // HEIC mirrors first.
    [1, 'left-right', 5],
    [2, 'left-right', 4],
    [3, 'left-right', 7],
    [1, 'top-bottom', 7],
  ] as const)('turned %s quarters to the left, mirrored %s: %i', (turns, mirror, orientation) => {
    const file = still({ ...(turns && { turns }), ...(mirror && { mirror }) });
    expect(orientationInBoxes(file)).toBe(orientation);
  });

  test('mirrored after it is turned, as AVIF is, differs', () => {
    const [size, at] = [32, () => [200, 30, 30]];
    const avif = (turns: 1 | 3, mirror: Heif['mirror']) =>
      still({
        brands: ['avif', 'mif1'],
        codec: 'av1',
        width: size,
        height: size,
        at,
        turns,
        ...(mirror && { mirror }),
      });
    expect(orientationInBoxes(avif(1, 'left-right'))).toBe(7);
    expect(orientationInBoxes(avif(3, 'left-right'))).toBe(5);
    expect(orientationInBoxes(avif(1, 'top-bottom'))).toBe(5);
  });

  test('is that of the primary image, not of a thumbnail', () => {
    expect(orientationInBoxes(still({ thumbnail: 32, turns: 3 }))).toBe(6);
  });

  test('of what is cut or no file of boxes is 1, or what is said so far', () => {
    const file = still({ turns: 3 });
    for (let end = 0; end < 600; end += 7)
      expect([1, 6]).toContain(orientationInBoxes(file.subarray(0, end)));
    expect(orientationInBoxes(crypto.getRandomValues(new Uint8Array(600)))).toBe(1);
  });
});

describe('a still that is cropped', () => {
  const crop = { left: 4, top: 10, width: 40, height: 30 };

  test('is taken as it is coded, with what is to be done to it', () => {
    const file = still({ turns: 3, mirror: 'left-right', crop });
    const coded = asCoded(file);
    expect(coded).toMatchObject({ crop, orientation: 7 });
    // Nothing but what its picture refers to is changed.
    const changes = [...file].flatMap((byte, i) => (byte === coded?.bytes[i] ? [] : [coded?.bytes[i]]));
    expect(changes).toEqual([0, 0, 0]);
    expect(orientationInBoxes(coded?.bytes ?? file)).toBe(1);
    expect(asCoded(coded?.bytes ?? file)).toBeNull();
  });

  test('beyond its edges is left to the browser, as what is not cropped', () => {
    expect(asCoded(still({ crop: { ...crop, left: 30 } }))).toBeNull();
    expect(asCoded(still({ turns: 1 }))).toBeNull();
    expect(asCoded(new Uint8Array(30))).toBeNull();
  });
});
