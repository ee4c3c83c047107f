/** What cameras and programs write into captions and titles by themselves, as data. */

/** Patterns of whole texts, whatever their case, by who writes them. */
const WRITTEN_BY: Readonly<Record<string, readonly string[]>> = {
  // ImageDescription of compact cameras, their model sometimes behind it: "SANYO DIGITAL CAMERA CG20".
  cameras: [
    '(?:(?:olympus|sanyo|minolta|samsung|pentax|nikon|casio|epson|kodak|vivitar|polaroid|fujifilm)(?: \\w+)? )?digital (?:still )?camera(?: [\\w-]+)?',
    '(?:sony|minolta|epson) dsc(?: picture)?',
    'konica minolta.*',
    'samsung(?: camera.*| techwin)?',
    'casio computer.*',
    'kodak camera',
  ],
  // The standard that the file follows: JEITA's DCF, EXIF.
  standards: ['dcf(?: ?\\d(?:\\.\\d+)?)?', 'exif_jpeg_picture', 'jpeg picture'],
  // Camera apps of phones, the scene or filter that they chose: Huawei, OnePlus, MediaTek.
  phones: 'hdr cof rhdr qrhdr? oznor\\w* mde edf bty btf ptr nor sdr dav fbt\\w* mtk\\w*'.split(' '),
  // Drones and action cameras, the path on their card.
  drones: ['dcim\\W.*'],
  // Programs that convert, scan or draw.
  converters: [
    'lead technologies.*',
    'applemark',
    'created with (?:the )?gimp',
    'creator: .*',
    'file written by .*',
    'intel\\(r\\) jpeg library.*',
    'handmade software.*',
    'screenshot',
    'scanned (?:image|document)',
  ],
  // Fields that a program filled because they may not be empty, and names of encodings and languages in their
  // place.
  placeholders: [
    'default',
    'untitled(?:[-_ ]?\\d+)?',
    'unknown',
    'none',
    'null',
    'undefined',
    'n/a',
    'x-default',
    'image description',
    'user comments?',
    '(?:no )?(?:title|caption|description|comments?)',
    'ascii',
    'unicode',
    'charset=.*',
  ],
  // The file's own name, which says nothing that the library does not have.
  names: [
    '(?:img|imag|imgp|_mg|dsc|dscn|dscf|_dsc|p|pict|sam|gopr|dji|pxl|mvc|hpim|cimg)[-_]?\\d{4,}\\w*',
    '\\S+\\.(?:jpe?g|png|heic|tiff?|avif|webp|gif|bmp)',
  ],
};

const BOILERPLATE = new RegExp(`^(?:${Object.values(WRITTEN_BY).flat().join('|')})$`, 'i');

/** Settings of camera apps, and codes: text in brackets, or 40 and more Latin characters without a space. */
const NOTES = /^[[{<].*[\]}>]$|^[!-~]{40,}$/s;

/** Whether no person wrote this text, which has no spaces around it. */
export function isBoilerplate(text: string): boolean {
  return BOILERPLATE.test(text) || NOTES.test(text);
}
