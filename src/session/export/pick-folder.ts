/** Lets the user pick a folder to write into. */

/**
 * @param id the browser remembers the last folder of each
 * @returns null if the browser has no picker, "none" if it was cancelled
 */
export async function pickFolder(
  id: 'copies' | 'galleries',
): Promise<FileSystemDirectoryHandle | null | 'none'> {
  if (!('showDirectoryPicker' in globalThis)) return null;
  try {
    return await showDirectoryPicker({ id, mode: 'readwrite' });
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'none' : null;
  }
}
