/** A whole decoding of a PSD whose resources say something. */

import { expect, test } from 'vitest';
import { decode } from '#workers/decode/decode';

const GEOMETRY = { size: 32, fit: 'crop', filter: 'bicubic' } as const;
const EDGE = 8;

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));
const u32 = (value: number) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];

test('a photo that is a PSD has the caption of its XMP', async () => {
  const xmp = ascii('<rdf:Description><dc:title>Boat at dawn</dc:title></rdf:Description>');
  const resource = [...ascii('8BIM'), 0x04, 0x24, 0, 0, ...u32(xmp.length), ...xmp];
  const bytes = Uint8Array.of(
    ...[...ascii('8BPS'), 0, 1, 0, 0, 0, 0, 0, 0],
    // RGB of 8 bits.
    ...[0, 3, ...u32(EDGE), ...u32(EDGE), 0, 8, 0, 3],
    ...[...u32(0), ...u32(resource.length), ...resource, ...u32(0)],
    // Not packed.
    ...[0, 0, ...new Array(3 * EDGE * EDGE).fill(90)],
  );
  const outcome = await decode(bytes.buffer, GEOMETRY, 336);
  const type = 'image/vnd.adobe.photoshop';
  expect(outcome).toMatchObject({ ok: true, picture: { type, width: EDGE, caption: 'Boat at dawn' } });
});
