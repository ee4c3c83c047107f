/** The copies that stay in the library: a thumbnail for the grid, a preview for the viewer. */

import { paper, type Size } from './scaled';

/** Grid rows are up to 320 CSS pixels high; on dense screens this is sharp up to 160. */
const THUMBNAIL_HEIGHT = 320;
/** Panoramas would otherwise be wider than any screen shows them in a row. */
const THUMBNAIL_WIDTH = 640;

export async function makePreview(picture: OffscreenCanvas): Promise<Blob> {
  return picture.convertToBlob({ type: 'image/jpeg', quality: 0.82 });
}

export async function makeThumbnail(picture: OffscreenCanvas): Promise<Blob> {
  const size = within(picture, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT);
  const canvas = new OffscreenCanvas(size.width, size.height);
  paper(canvas).drawImage(picture, 0, 0, size.width, size.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.75 });
}

/** The size inside a frame, shape kept, never scaled up. */
function within({ width, height }: Size, mostWidth: number, mostHeight: number): Size {
  const scale = Math.min(1, mostWidth / width, mostHeight / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
