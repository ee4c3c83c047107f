/** Where the index is in a folder: a file of its own, in a folder that every look leaves out. */

const FOLDER = '.mitsuke';
const NAME = 'index.mitsuke';

/** Path inside the folder. */
export const INDEX_PATH = `${FOLDER}/${NAME}`;

/**
 * Returns the index of a folder; undefined if it has none.
 * @throws DOMException if the folder cannot be read
 */
export async function indexIn(folder: FileSystemDirectoryHandle): Promise<File | undefined> {
  try {
    return await (await (await folder.getDirectoryHandle(FOLDER)).getFileHandle(NAME)).getFile();
  } catch (error) {
    if (isNone(error)) return undefined;
    throw error;
  }
}

/**
 * Writes the index. It is replaced as a whole at the end: if anything fails, the one before stays.
 * @returns the file as it is then
 * @throws DOMException why it cannot be written, or what the stream throws
 */
export async function writeIndexIn(
  folder: FileSystemDirectoryHandle,
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<File> {
  const isNew = !(await indexIn(folder));
  try {
    const inside = await folder.getDirectoryHandle(FOLDER, { create: true });
    const file = await inside.getFileHandle(NAME, { create: true });
    // Until the end the browser keeps the bytes in a file of its own.
    await bytes.pipeTo(await file.createWritable());
    return await file.getFile();
  } catch (error) {
    await bytes.cancel().catch(() => undefined);
    // The browser has made an empty one.
    if (isNew) await deleteIndexIn(folder).catch(() => undefined);
    throw error;
  }
}

/**
 * Deletes the index, and its folder if nothing else is in it.
 * @throws DOMException why it cannot be deleted
 */
export async function deleteIndexIn(folder: FileSystemDirectoryHandle): Promise<void> {
  try {
    await (await folder.getDirectoryHandle(FOLDER)).removeEntry(NAME);
  } catch (error) {
    if (!isNone(error)) throw error;
  }
  try {
    await folder.removeEntry(FOLDER);
  } catch (error) {
    if (!isNone(error) && !(error instanceof DOMException && error.name === 'InvalidModificationError'))
      throw error;
  }
}

/** Also where a file has the folder's name, or the other way round. */
function isNone(error: unknown): boolean {
  return error instanceof DOMException && /^(NotFound|TypeMismatch)Error$/.test(error.name);
}
