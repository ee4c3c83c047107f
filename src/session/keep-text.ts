/** Notes of lazily loaded features in the browser's storage. Preferences write by themselves: the first load is full. */

/** Keeps a text; takes it away if it is null. A full disk keeps nothing: then it holds for this visit. */
export function keepText(
  storage: Pick<Storage, 'setItem' | 'removeItem'> | null,
  key: string,
  text: string | null,
): void {
  try {
    if (text === null) storage?.removeItem(key);
    else storage?.setItem(key, text);
  } catch {
    // As said.
  }
}
