/** Loads the ledger of requests once the library is open, so that the first paint does not wait for it. */

import type { Privacy } from './contract';

/** @returns a verb that resolves to null if the code cannot be fetched; the next call tries again */
export function laterPrivacy(opened: Promise<unknown>): () => Promise<Privacy | null> {
  let loading: Promise<Privacy | null> | undefined;
  const open = () => {
    loading ??= import('./start').then(
      ({ startPrivacy }) => startPrivacy(),
      () => {
        loading = undefined;
        return null;
      },
    );
    return loading;
  };
  opened.then(open, () => undefined);
  return open;
}
