/** Makes copies: of those that the library keeps the thumbnail and the preview, and those that are given away. */

import type { Reduced } from './contract';
import { contextOf, onWhite, type Picture } from './scaled';
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

/**
 * Makes a copy to give away: pixels are drawn anew, so nothing of the original's metadata is in it.
 * @param whole size of the whole picture; `picture` may be smaller, if its decoder has scaled it
 * @param edge the longest edge, in pixels. Never scales up
 */
export async function makeReduced(picture: Picture, whole: Size, edge: number): Promise<Reduced> {
  const { width, height } = within(whole, edge, edge);
  const canvas = onWhite(picture, { width, height });
  const [copy, thumbnail] = await Promise.all([
    canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 }),
    makeThumbnail(canvas),
  ]);
  return { picture: copy, width, height, thumbnail };
}

/** Returns the size scaled down to fit into a frame, with its aspect ratio. Never scales up. */
function within({ width, height }: Size, mostWidth: number, mostHeight: number): Size {
  const scale = Math.min(1, mostWidth / width, mostHeight / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
