/** What the app keeps with an entry of the browser's history: how many layers lie over the page there. */

export interface HistoryState {
  over: number;
}

/** @returns null if the entry is not one of the layers', such as an address that was just opened */
export function depthOf(state: unknown): number | null {
  const { over } = (state ?? {}) as Partial<HistoryState>;
  return typeof over === 'number' ? over : null;
}
