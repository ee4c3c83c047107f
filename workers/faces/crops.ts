/** Small pictures of faces, to be shown in circles. */

import { FACE_SIDE } from './alignment';

/** Shown at half of it on screens of two dots a pixel. */
const SIDE = 112;
const QUALITY = 0.82;

/** @param planes red, green, blue of the square that the face was described from @returns JPEG */
export async function cropOf(planes: Float32Array): Promise<Blob> {
  const plane = FACE_SIDE * FACE_SIDE;
  const pixels = new ImageData(FACE_SIDE, FACE_SIDE);
  for (let i = 0; i < plane; i++) {
    pixels.data.set(
      [planes[i] as number, planes[plane + i] as number, planes[2 * plane + i] as number, 255],
      i * 4,
    );
  }
  const whole = new OffscreenCanvas(FACE_SIDE, FACE_SIDE);
  whole.getContext('2d')?.putImageData(pixels, 0, 0);
  const small = new OffscreenCanvas(SIDE, SIDE);
  const context = small.getContext('2d');
  if (context) context.imageSmoothingQuality = 'high';
  context?.drawImage(whole, 0, 0, SIDE, SIDE);
  return small.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
