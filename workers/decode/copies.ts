/** Makes the copies that the library keeps: a thumbnail for the grid, a preview for the viewer. */

import { contextOf } from './scaled';
import type { Size } from './size-hint';

/** Grid rows are at most 320 CSS pixels high; on high-density screens thumbnails are sharp up to 160. */
const THUMBNAIL_HEIGHT = 320;
/** Without this limit, thumbnails of panoramas would be wider than a row of the grid shows them. */
const THUMBNAIL_WIDTH = 640;

export async function makePreview(picture: OffscreenCanvas): Promise<Blob> {
  return picture.convertToBlob({ type: 'image/jpeg', quality: 0.82 });
}

export async function makeThumbnail(picture: OffscreenCanvas): Promise<Blob> {
  const size = within(picture, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT);
  const canvas = new OffscreenCanvas(size.width, size.height);
  contextOf(canvas).drawImage(picture, 0, 0, size.width, size.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.75 });
}

/** Returns the size scaled down to fit into a frame, with its aspect ratio. Never scales up. */
function within({ width, height }: Size, mostWidth: number, mostHeight: number): Size {
  const scale = Math.min(1, mostWidth / width, mostHeight / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
