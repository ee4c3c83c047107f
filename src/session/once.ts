/** What is fetched or measured when it is first asked for, and not again. */

/** @returns a verb that resolves to null if `load` fails; the next call tries again */
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
