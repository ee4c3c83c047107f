/** Verbs that the first screen does not need. */

type Verbs = Record<string, (...args: never[]) => unknown>;

type Later<V extends Verbs> = {
  [Name in keyof V]: (...args: Parameters<V[Name]>) => Promise<Awaited<ReturnType<V[Name]>>>;
};

/**
 * Their code is fetched once the page has nothing else to do, or when the first of them is called. Once
 * it is here they are called at once: what browsers allow only during a click stays allowed.
 */
export function laterVerbs<V extends Verbs>(load: () => Promise<V>, names: readonly (keyof V & string)[]) {
  let verbs: V | undefined;
  let loading: Promise<V> | undefined;
  const loaded = () => {
    loading ??= load().then(
      (all) => {
        verbs = all;
        return all;
      },
      (error) => {
        // Without a network it may work the next time.
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  addEventListener('load', () => setTimeout(() => void loaded().catch(() => undefined), 1000));
  const later: Partial<Later<V>> = {};
  for (const name of names) {
    later[name] = async (...args) => {
      const verb = (verbs ?? (await loaded()))[name];
      return Reflect.apply(verb as (...args: never[]) => unknown, undefined, args) as never;
    };
  }
  return later as Later<V>;
}
