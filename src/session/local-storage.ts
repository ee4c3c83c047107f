/** What the browser keeps for the page across visits. */

/** Returns null if the browser refuses it, as with blocked cookies. */
export function localStorageHere(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** Returns the text of a preference (`shell/preferences.ts`), null if it has not been changed. */
export const chosen = (name: string): string | null => localStorageHere()?.getItem(`mitsuke.${name}`) ?? null;
