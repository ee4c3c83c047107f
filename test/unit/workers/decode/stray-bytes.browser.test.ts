/** A whole decoding of a JPEG behind bytes of another program. */

import { expect, test } from 'vitest';
import { decode } from '#workers/decode/decode';

const GEOMETRY = { size: 32, fit: 'crop', filter: 'bicubic' } as const;

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));

/** A JPEG whose EXIF has nothing but a maker, of four letters: they stand in the entry itself. */
async function photoOf(maker: string): Promise<number[]> {
  const canvas = new OffscreenCanvas(40, 30);
  canvas.getContext('2d');
  const [, , ...bytes] = await (await canvas.convertToBlob({ type: 'image/jpeg' })).bytes();
  const directory = [0, 1, 0x01, 0x0f, 0, 2, 0, 0, 0, 4, ...ascii(maker), 0, 0, 0, 0];
  const exif = [...ascii('Exif\0\0MM'), 0, 42, 0, 0, 0, 8, ...directory];
  return [0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, ...bytes];
}

test.each([0, 9])('a photo behind %i stray bytes has its metadata', async (count) => {
  const bytes = Uint8Array.of(...new Array(count).fill(7), ...(await photoOf('SONY')));
  const outcome = await decode(bytes.buffer, GEOMETRY, 336);
  expect(outcome).toMatchObject({ ok: true, picture: { type: 'image/jpeg', width: 40, camera: 'SONY' } });
});

test('a photo with stray bytes between its segments has its metadata', async () => {
  const photo = await photoOf('SONY');
  const bytes = Uint8Array.of(...photo.slice(0, 2), ...new Array(9).fill(7), ...photo.slice(2));
  const outcome = await decode(bytes.buffer, GEOMETRY, 336);
  expect(outcome).toMatchObject({ ok: true, picture: { width: 40, camera: 'SONY' } });
});
