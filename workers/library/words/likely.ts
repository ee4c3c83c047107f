/** The order in which photos are read: those that most likely have words first, then the newest. */

import type { Photo, PhotoNo } from '#core/photo';
import { isScreenshotPath } from '../sources/kinds';

/** Photos whose rows are looked at together. */
const BLOCK = 1000;

/** Names that scanners and their apps give to documents, at the beginning. */
const DOCUMENT =
  /^(?:scan(?:ned|bot)?[ _\d-]|camscanner|adobe scan|doc(?:ument)?[ _\d-]|receipt|invoice|スキャン|レシート|領収書|扫描|掃描|发票|收据)/iu;

/** Whether a photo is likely one of text: a screenshot, a scan, or drawn by a program. */
export function isLikelyText({
  name,
  screenshot,
  type,
  camera,
}: Pick<Photo, 'name' | 'screenshot' | 'type' | 'camera'>): boolean {
  if (screenshot || isScreenshotPath(name) || DOCUMENT.test(name)) return true;
  return !camera && (type === 'image/png' || type === 'image/tiff');
}

/**
 * Yields the photos in the order in which they are read.
 * @param unread in ascending order
 * @param photosOf reads some of their rows, without those that were removed
 */
export async function* likelyFirst(
  unread: readonly PhotoNo[],
  photosOf: (nos: readonly PhotoNo[]) => Promise<readonly Photo[]>,
): AsyncGenerator<PhotoNo> {
  const others: PhotoNo[] = [];
  for (let to = unread.length; to > 0; to -= BLOCK) {
    const photos = await photosOf(unread.slice(Math.max(0, to - BLOCK), to));
    for (const photo of [...photos].reverse()) {
      if (isLikelyText(photo)) yield photo.no;
      else others.push(photo.no);
    }
  }
  yield* others;
}
