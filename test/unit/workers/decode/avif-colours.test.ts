/** Whose colours are mistaken by a browser that shows the tiny picture as it is coded. WebKitGTK's are seen in `e2e/engines/formats.spec.ts`. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Heif, heif } from '../../../fixtures/heif';

// Each test asks a worker that has just begun: one tries its browser once.
beforeEach(() => void vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

/** A browser that shows every picture with this red; null decodes none. @returns how many it decoded */
function browserWith(red: number | null): { decoded: number } {
  const seen = { decoded: 0 };
  vi.stubGlobal('createImageBitmap', async () => {
    if (red === null) throw new DOMException('Not decoded.', 'InvalidStateError');
    seen.decoded++;
    return { width: 1, height: 1, close: () => undefined };
  });
  const context = { drawImage: () => undefined, getImageData: () => ({ data: [red, 180, 60, 255] }) };
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => context;
    },
  );
  return seen;
}

function avif(wide?: Heif['wide']): Uint8Array {
  const at = () => [200, 30, 30];
  const file = heif({
    brands: ['avif', 'mif1'],
    codec: 'av1',
    width: 32,
    height: 32,
    at,
    ...(wide && { wide }),
  });
  return new Uint8Array(file);
}

async function takenForSrgb(file: Uint8Array): Promise<boolean> {
  const { isTakenForSrgb } = await import('#workers/decode/avif-colours');
  return isTakenForSrgb(file);
}

test.each([
  ['Display P3 by numbers', 'nclx', 60, true],
  ['Display P3 by a profile', 'icc', 60, true],
  ['another profile', 'adobe', 60, false],
  ['sRGB', undefined, 60, false],
  ['Display P3 by numbers, in a browser that knows it', 'nclx', 0, false],
  ['Display P3 by a profile, in a browser that knows it', 'icc', 0, false],
  ['Display P3, in a browser that decodes no AVIF', 'icc', null, false],
] as const)('%s', async (_, wide, red, isTaken) => {
  browserWith(red);
  expect(await takenForSrgb(avif(wide))).toBe(isTaken);
});

test('the browser is tried once, and not before a file is in Display P3', async () => {
  const seen = browserWith(60);
  await takenForSrgb(avif());
  expect(seen.decoded).toBe(0);
  await takenForSrgb(avif('nclx'));
  await takenForSrgb(avif('icc'));
  expect(seen.decoded).toBe(1);
});

test('what is cut or no file of boxes is not in Display P3, or said to be', async () => {
  browserWith(60);
  const file = avif('nclx');
  for (let end = 0; end < file.length; end += 7)
    expect([true, false]).toContain(await takenForSrgb(file.subarray(0, end)));
  expect(await takenForSrgb(file.subarray(0, 40))).toBe(false);
});
