/**
 * Endings of files that may be pictures or videos. They include formats that this browser may not decode: such a file
 * is better listed with the reason than silently missing.
 */

const RAW = 'dng cr2 cr3 nef nrw arw raf orf rw2 rwl pef srw';

export const PICTURE_ENDINGS =
  `jpg jpeg jpe jfif mpo png apng webp gif avif avifs bmp ico jxl jp2 j2k jpf jpx heic heif hif heics heifs tif tiff psd psb svg ${RAW}`.split(
    ' ',
  );

export const VIDEO_ENDINGS = 'mp4 mov m4v webm mkv 3gp 3g2'.split(' ');

const PICTURE = endsIn(PICTURE_ENDINGS);
const VIDEO = endsIn(VIDEO_ENDINGS);

/** Whether a name is that of a picture or video. Hidden files are neither. */
export function isPictureName(name: string): boolean {
  return (PICTURE.test(name) || VIDEO.test(name)) && !name.startsWith('.');
}

export function isVideoName(name: string): boolean {
  return VIDEO.test(name);
}

function endsIn(endings: readonly string[]): RegExp {
  return new RegExp(`\\.(${endings.join('|')})$`, 'i');
}
