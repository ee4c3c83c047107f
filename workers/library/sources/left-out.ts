/** What is left out of every folder, however it was given: copies, waste and records of other programs. */

/** Names of folders, in lower case. */
const FOLDERS: ReadonlySet<string> = new Set([
  // Synology: thumbnails beside the photos; the recycle bin and the snapshots of a share.
  ...['@eadir', '#recycle', '#snapshot'],
  // QNAP: thumbnails, the recycle bin, the snapshots of a share.
  ...['@__thumb', '@recycle', '@recently-snapshot'],
  // Windows, on every disk; the second is the recycle bin's name before Vista.
  ...['$recycle.bin', 'recycler', 'system volume information'],
  // Linux: what a repair of the file system saved.
  'lost+found',
  // macOS: resource forks in a ZIP file.
  '__macosx',
]);

/**
 * `.thumbnails` and `.trashed-` (Android), `.@__thumb` (QNAP), `.Trash-1000` (Linux), `.Trashes`, `.AppleDouble`
 * and `._a.jpg` (macOS), `.git`.
 */
const HIDDEN = /^\./;

/**
 * A library of Apple Photos, iPhoto or Aperture, or what Photos leaves of one that it has taken over: beside the originals it
 * holds copies in several sizes.
 */
const PHOTOS_LIBRARY = /\.(photoslibrary|(migrated)?(photolibrary|aplibrary))$/i;
/** As the originals' folder is called, since Photos 5 and before. */
const ORIGINALS: ReadonlySet<string> = new Set(['originals', 'masters']);

/**
 * Whether a folder or file is left out, by its own name or that of a folder above it.
 * @param root name of the folder that was picked; the user asked for it, so it is never left out itself
 * @param path inside it
 */
export function isLeftOut(root: string, path: string): boolean {
  const steps = path.split('/');
  return steps.some((step, i) => {
    const name = step.toLowerCase();
    const inPhotos = PHOTOS_LIBRARY.test(steps[i - 1] ?? root);
    return HIDDEN.test(name) || FOLDERS.has(name) || (inPhotos && !ORIGINALS.has(name));
  });
}
