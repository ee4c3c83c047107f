/**
 * Sidecars: files beside a photo that say something of it. Which photo a sidecar belongs to is told by their names
 * alone, inside of one folder.
 *
 * | sidecar | of |
 * |---|---|
 * | `NAME.EXT.xmp` (darktable, digiKam), else `NAME.xmp` (Lightroom, Capture One) | `NAME.EXT` |
 * | `NAME.EXT.json`, `NAME.EXT.supplemental-metadata.json` (Google Takeout) | `NAME.EXT`, `NAME-edited.EXT` |
 * | `NAME.EXT(1).json`, `NAME.EXT.supplemental-metadata(1).json` | `NAME(1).EXT`, `NAME-edited(1).EXT` |
 *
 * Takeout cuts a sidecar's name at 46 characters, without ".json" and the number: `NAME.EXT.supplem.json`.
 */

/** What belongs to a photo: names, handles, files or texts. */
export interface Sidecars<T> {
  /** XMP of another program. */
  xmp?: T;
  /** JSON of Google Takeout. */
  takeout?: T;
}

const TAKEOUT_SUFFIX = '.supplemental-metadata';
/** Takeout keeps at least this many characters of a name. */
const TAKEOUT_CUT = 46;
/** What Google Photos puts behind the name of a photo that was edited there, by the language of the account. */
const EDITED = [
  'edited',
  'bearbeitet',
  'bewerkt',
  'edytowane',
  'ha editado',
  'modificato',
  'modifié',
  '編集済み',
];

/** A file of this name is no photo. */
export function isSidecarName(name: string): boolean {
  return /\.(xmp|json)$/i.test(name);
}

/**
 * Returns what finds a photo's sidecars by its name. Names are compared whatever their case, because disks and
 * cameras differ in it. Each photo costs some sixty look-ups, however many files the folder has.
 * @param sidecars those of one folder, by name
 */
export function sidecarFinder<T>(
  sidecars: Iterable<readonly [name: string, sidecar: T]>,
): (photo: string) => Sidecars<T> | undefined {
  const xmp = new Map<string, T>();
  const json = new Map<string, T>();
  for (const [name, sidecar] of sidecars) {
    const [, base = '', ending = ''] = /^(.*)\.(xmp|json)$/is.exec(name) ?? [];
    (ending.toLowerCase() === 'xmp' ? xmp : json).set(alike(base), sidecar);
  }
  return (photo) => {
    const found = {
      xmp: xmp.size > 0 ? first(xmp, xmpNames(photo)) : undefined,
      takeout: json.size > 0 ? first(json, takeoutNames(photo)) : undefined,
    };
    if (found.xmp === undefined && found.takeout === undefined) return undefined;
    return {
      ...(found.xmp !== undefined && { xmp: found.xmp }),
      ...(found.takeout !== undefined && { takeout: found.takeout }),
    };
  };
}

function first<T>(among: ReadonlyMap<string, T>, names: Iterable<string>): T | undefined {
  for (const name of names) {
    const found = among.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function xmpNames(photo: string): string[] {
  const { stem } = parted(alike(photo));
  return [alike(photo), stem];
}

function* takeoutNames(photo: string): Generator<string> {
  const { stem, ending } = parted(alike(photo));
  for (const [name, number] of originals(stem, '')) {
    const whole = name + ending + TAKEOUT_SUFFIX;
    const shortest = Math.min(TAKEOUT_CUT, name.length + ending.length);
    for (let kept = whole.length; kept >= shortest; kept--) yield whole.slice(0, kept) + number;
  }
}

/** Yields the names that Takeout may know a photo by, without its ending, and the number that it gave to it. */
function* originals(stem: string, number: string): Generator<readonly [name: string, number: string]> {
  yield [stem, number];
  const [, name = '', own = ''] = /^(.+)(\(\d+\))$/s.exec(stem) ?? [];
  if (own && !number) yield* originals(name, own);
  const dash = stem.lastIndexOf('-');
  if (dash > 0 && isEdited(stem.slice(dash + 1), stem.length)) yield* originals(stem.slice(0, dash), number);
}

/** Of a long name, Takeout may have cut this word too. */
function isEdited(word: string, length: number): boolean {
  return EDITED.some((edited) => edited === word || (length >= TAKEOUT_CUT && edited.startsWith(word)));
}

function parted(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? { stem: name.slice(0, dot), ending: name.slice(dot) } : { stem: name, ending: '' };
}

/** macOS takes letters and their marks apart. */
function alike(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
