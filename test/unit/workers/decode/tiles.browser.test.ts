/** The encoder's input of parts of a photo. */

import { expect, test } from 'vitest';
import { decodeTiles } from '#workers/decode/decode';

const GEOMETRY = { size: 32, fit: 'crop', filter: 'bicubic' } as const;

/** A blue picture with a red square in its lower right, a third as high as the picture, as a PNG. */
async function picture(width: number, height: number): Promise<ArrayBuffer> {
  const context = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = '#00f';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#f00';
  const edge = Math.min(width, height) / 3;
  context.fillRect(width - edge, height - edge, edge, edge);
  return (await context.canvas.convertToBlob({ type: 'image/png' })).arrayBuffer();
}

/** The share of red in each tile, in tenths. */
function redIn(tiles: readonly Uint8Array[]): number[] {
  return tiles.map((rgb) => {
    let red = 0;
    for (let at = 0; at < rgb.length; at += 3) if ((rgb[at] as number) > 128) red++;
    return Math.round((10 * red) / (rgb.length / 3));
  });
}

test('each tile is what the encoder sees of its part, from the left to the right, from the top down', async () => {
  const tiles = (await decodeTiles(await picture(1200, 900), GEOMETRY)) ?? [];
  expect(tiles.map(({ length }) => length)).toEqual(Array(9).fill(32 * 32 * 3));
  expect(redIn(tiles)).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 4]);
});

test('a picture that is decoded smaller than it is has the same tiles', async () => {
  const small = redIn((await decodeTiles(await picture(1200, 900), GEOMETRY)) ?? []);
  const large = redIn((await decodeTiles(await picture(4000, 3000), GEOMETRY)) ?? []);
  expect(large).toEqual(small);
});

test('a picture of less than two inputs has none; bytes that are no picture give null', async () => {
  expect(await decodeTiles(await picture(200, 63), GEOMETRY)).toEqual([]);
  expect(await decodeTiles(await picture(200, 64), GEOMETRY)).not.toEqual([]);
  expect(await decodeTiles(new Uint8Array(100).buffer, GEOMETRY)).toBeNull();
});
