/**
 * What the pickers of files offer. Windows knows no media type of RAW files, PSD, JPEG XL and often HEIC, and would hide
 * them for `image/*` alone, so their endings are named too. A phone's own picker of photos opens for media types alone.
 */

import { PICTURE_ENDINGS, VIDEO_ENDINGS } from '#core/media-names';

/** Lets an input offer photos and videos, and sidecars, which may be picked with them. @param id of the input */
export function acceptFiles(id: string): void {
  const endings = [...PICTURE_ENDINGS, ...VIDEO_ENDINGS, 'xmp', 'json'];
  document.getElementById(id)?.setAttribute('accept', accepted(['image/*', 'video/*'], endings));
}

/** For a picture to ask by. */
export function acceptedPictures(): string {
  return accepted(['image/*'], PICTURE_ENDINGS);
}

function accepted(types: readonly string[], endings: readonly string[]): string {
  const hasMouse = matchMedia('(pointer: fine)').matches;
  return [...types, ...(hasMouse ? endings.map((ending) => `.${ending}`) : [])].join();
}
