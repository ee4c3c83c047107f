/** Cuts a region out of a picture that the browser shows. */

import { Problem } from '#core/errors';
import type { Region } from './geometry';

/** Longest edge of what is cut out, in pixels: more than any encoder looks at. */
const LONGEST = 1024;
const QUALITY = 0.95;

/**
 * @param image shown; the browser turns it upright
 * @throws Problem `damaged` if it cannot be drawn
 */
export async function cutOut(image: HTMLImageElement, region: Region, name: string): Promise<File> {
  await image.decode().catch(() => undefined);
  const { naturalWidth, naturalHeight } = image;
  const width = Math.max(1, Math.round(region.width * naturalWidth));
  const height = Math.max(1, Math.round(region.height * naturalHeight));
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (!context || naturalWidth === 0) throw new Problem('damaged', 'The picture cannot be drawn.');
  context.imageSmoothingQuality = 'high';
  // JPEG has no transparency, and black would change the look.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const [x, y] = [region.x * naturalWidth, region.y * naturalHeight];
  context.drawImage(image, x, y, width, height, 0, 0, canvas.width, canvas.height);
  const bytes = await new Promise<Blob | null>((give) => canvas.toBlob(give, 'image/jpeg', QUALITY));
  if (!bytes) throw new Problem('damaged', 'The picture cannot be cut.');
  return new File([bytes], name, { type: 'image/jpeg' });
}
