/** Features whose code is fetched when it is first asked for. */

/** @returns a verb that resolves to null if the code cannot be fetched; the next call tries again */
export function onceAsked<T>(load: () => Promise<T>): () => Promise<T | null> {
  let loading: Promise<T | null> | undefined;
  return () => {
    loading ??= load().catch(() => {
      loading = undefined;
      return null;
    });
    return loading;
  };
}
