/** Lazily loaded verbs: the first screen does not need their code, so it is fetched once the page is idle. */

import { Problem } from '#core/errors';
import { whenIdle } from './idle';
import type { Attempt } from './shell/notices';

type Verb = (...args: never[]) => unknown;

type Verbs<V> = { [Name in keyof V]: Verb };

/** The same verbs, each returning a promise. */
export type Later<V extends Verbs<V>> = {
  [Name in keyof V]: (...args: Parameters<V[Name]>) => Promise<Awaited<ReturnType<V[Name]>>>;
};

/** Fallback results, used if the code cannot be fetched: one for each verb that returns a value. */
type Instead<V extends Verbs<V>> = {
  [Name in keyof V as Awaited<ReturnType<V[Name]>> extends void ? never : Name]: Awaited<ReturnType<V[Name]>>;
};

interface Parts<Here, V extends Verbs<V>> {
  /** Members that are available from the start. */
  here: Here;
  load: () => Promise<V>;
  /** Posts a notice if a verb is called and its code cannot be fetched. */
  attempt: Attempt;
}

/** `instead` is left out if no verb returns a value. */
type Otherwise<V extends Verbs<V>> =
  object extends Instead<V> ? { instead?: never } : { instead: Instead<V> };

/**
 * Joins members that are available from the start with lazily loaded verbs. Their code is fetched once the
 * page is idle, or when the first verb is called. Once the code is loaded, a call runs it in the same
 * task, so that calls that browsers allow only during a user gesture still succeed.
 *
 * The result's type derives from `load`: if it lacks or misspells a verb of the contract, the code does not
 * compile.
 */
export function later<Here extends object, V extends Verbs<V>>(
  parts: Parts<Here, V> & NoInfer<Otherwise<V>>,
): Here & Later<V> {
  const { here, load, attempt } = parts;
  const instead: Readonly<Record<string, unknown>> = parts.instead ?? {};
  let verbs: V | undefined;
  let loading: Promise<void> | undefined;
  const fetchCode = () => {
    loading ??= load().then(
      (all) => {
        verbs = all;
      },
      (error: unknown) => {
        // The network may be back at the next call.
        loading = undefined;
        throw new Problem('network', `Code could not be fetched: ${error}`, { cause: error });
      },
    );
    return loading;
  };
  whenIdle(() => fetchCode().catch(() => undefined));

  const verbOf =
    (name: string) =>
    async (...args: never[]) => {
      if (!verbs) await attempt(fetchCode);
      if (!verbs) return instead[name];
      return verbs[name as keyof V](...args);
    };
  const made = new Map<string, ReturnType<typeof verbOf>>();
  const joined = new Proxy(here, {
    get(target, name) {
      // An object with a `then` would be treated as a promise when awaited.
      if (name in target || typeof name !== 'string' || name === 'then') return Reflect.get(target, name);
      const verb = made.get(name) ?? verbOf(name);
      made.set(name, verb);
      return verb;
    },
  });
  // The proxy returns a verb for any name; the type says which of them `load` returns.
  return joined as Here & Later<V>;
}
