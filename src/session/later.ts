/** Verbs whose code the first screen does not need: it is fetched when the page is idle. */

import { Problem } from '#core/errors';
import type { Attempt } from './shell/notices';

/** How long after the page has loaded the code is fetched, in milliseconds. */
const IDLE_MS = 1000;

type Verb = (...args: never[]) => unknown;

type Verbs<V> = { [Name in keyof V]: Verb };

/** The same verbs, each of which answers with a promise. */
export type Later<V extends Verbs<V>> = {
  [Name in keyof V]: (...args: Parameters<V[Name]>) => Promise<Awaited<ReturnType<V[Name]>>>;
};

/** What each verb that gives something gives if its code cannot be fetched. */
type Instead<V extends Verbs<V>> = {
  [Name in keyof V as Awaited<ReturnType<V[Name]>> extends void ? never : Name]: Awaited<ReturnType<V[Name]>>;
};

interface Parts<Here, V extends Verbs<V>> {
  /** What is there from the start. */
  here: Here;
  load: () => Promise<V>;
  /** Makes a notice of it if a verb was called and its code cannot be fetched. */
  attempt: Attempt;
}

/** Left out if no verb gives anything. */
type Otherwise<V extends Verbs<V>> =
  object extends Instead<V> ? { instead?: never } : { instead: Instead<V> };

/**
 * Joins what is there from the start with verbs that come later. The code of the verbs is fetched once the page
 * has nothing else to do, or when the first of them is called. As soon as it is here a call runs it in the same
 * task: what browsers allow only during a click stays allowed.
 *
 * The result is typed by what `load` gives: a contract of which it forgets or misspells a verb does not compile.
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
        // Without a network it may work the next time.
        loading = undefined;
        throw new Problem('network', `Code could not be fetched: ${error}`, { cause: error });
      },
    );
    return loading;
  };
  addEventListener('load', () => setTimeout(() => void fetchCode().catch(() => undefined), IDLE_MS));

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
      // An object that has a `then` would be taken for a promise wherever it is awaited.
      if (name in target || typeof name !== 'string' || name === 'then') return Reflect.get(target, name);
      const verb = made.get(name) ?? verbOf(name);
      made.set(name, verb);
      return verb;
    },
  });
  // Any name is answered with a verb; which of them there are is what `load` gives.
  return joined as Here & Later<V>;
}
