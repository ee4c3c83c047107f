/** What the browser keeps for the page across visits. */

/** Returns null if the browser refuses it, as with blocked cookies. */
export function localStorageHere(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
