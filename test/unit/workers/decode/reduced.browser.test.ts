/** Copies of pictures to give away. */

import { expect, test } from 'vitest';
import { decodeReduced } from '#workers/decode/decode';

const SECRET = '35.0116 Kyoto, Anna';

/** A picture whose left half is red, as a JPEG with metadata in each segment that may hold some. */
async function picture(width: number, height: number): Promise<ArrayBuffer> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = '#00f';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height);
  const bytes = await (await canvas.convertToBlob({ type: 'image/jpeg' })).bytes();
  const segment = (marker: number, head: string) => {
    const payload = new TextEncoder().encode(`${head}\0${SECRET}`);
    return Uint8Array.of(0xff, marker, 0, payload.length + 2, ...payload);
  };
  const about = [
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/'),
    segment(0xed, 'Photoshop 3.0'),
    segment(0xfe, ''),
  ];
  return new Blob([bytes.slice(0, 2), ...about, bytes.slice(2)]).arrayBuffer();
}

const textOf = async (blob: Blob) => new TextDecoder('latin1').decode(await blob.arrayBuffer());

/** The markers of a JPEG's segments before its scan. */
async function markersOf(blob: Blob): Promise<number[]> {
  const view = new DataView(await blob.arrayBuffer());
  const markers: number[] = [];
  for (let at = 2; view.getUint8(at + 1) !== 0xda; at += 2 + view.getUint16(at + 2)) {
    markers.push(view.getUint8(at + 1));
  }
  return markers;
}

test.each([
  ['a wide one', 400, 300, 200, { width: 200, height: 150 }],
  ['a tall one', 300, 400, 200, { width: 150, height: 200 }],
  ['a panorama', 2000, 100, 500, { width: 500, height: 25 }],
  ['one that is smaller than asked for', 40, 30, 1280, { width: 40, height: 30 }],
])('%s has the longest edge that was asked for', async (_, width, height, edge, size) => {
  const copy = await decodeReduced(await picture(width, height), edge);
  expect(copy).toMatchObject(size);
  const bitmap = await createImageBitmap(copy?.picture as Blob);
  expect({ width: bitmap.width, height: bitmap.height }).toEqual(size);
});

test('it shows the picture, and holds pixels alone', async () => {
  const original = await picture(400, 300);
  expect(await textOf(new Blob([original]))).toContain(SECRET);
  const copy = await decodeReduced(original, 200);
  for (const file of [copy?.picture, copy?.thumbnail]) {
    if (!file) throw new Error('There is no copy.');
    expect(file.type).toBe('image/jpeg');
    expect(await textOf(file)).not.toContain(SECRET);
    // No EXIF, XMP (e1), IPTC (ed) or comment (fe); the profile of its colours (e2) is the canvas's own.
    const markers = await markersOf(file);
    expect(markers).toContain(0xe0);
    expect(markers.filter((marker) => marker > 0xe0 && marker !== 0xe2)).toEqual([]);
    const bitmap = await createImageBitmap(file);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(bitmap, 0, 0);
    const [red = 0, , blue = 0] = context.getImageData(10, 10, 1, 1).data;
    expect(red).toBeGreaterThan(200);
    expect(blue).toBeLessThan(60);
  }
});

test('bytes that are no picture have no copy', async () => {
  expect(await decodeReduced(new TextEncoder().encode('no picture').buffer, 200)).toBeNull();
});
