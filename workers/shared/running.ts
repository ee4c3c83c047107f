/**
 * Lifetime of a worker that may die or be ended: start, watchdog, idle timeout, termination. Callers write
 * `run<Contract>(new Worker(new URL('...', import.meta.url), { type: 'module' }))` in full, because the
 * bundler finds the worker's file only if the address is a literal.
 */

import { type Endpoint, type Remote, wrap } from 'comlink';

/** How long an idle worker and its memory are kept: opening an encoder again takes a second. */
const REST_MS = 20_000;

const NO_ANSWER = 'It did not answer.';

/** The members of `Worker` that are used here. */
export type AnyWorker = Endpoint & Pick<Worker, 'terminate' | 'onerror'>;

export interface RunningWorker<T> {
  /** The worker's contract. Calls in flight reject if the worker dies or is ended; Comlink's never would. */
  readonly remote: Remote<T>;
  /**
   * Watchdog: ends the worker if the call takes longer, because it hangs, or has died without an error event.
   * @throws Error `It did not answer.`, or whatever the call throws
   */
  within<R>(ms: number, call: Promise<R>): Promise<R>;
  /** Terminates the worker; calls in flight and later ones reject. */
  end(): void;
}

export function run<T>(worker: AnyWorker): RunningWorker<T> {
  const inFlight = new Set<(error: Error) => void>();
  let ended: Error | undefined;

  const fail = (error: Error) => {
    for (const reject of inFlight) reject(error);
  };
  const end = (why = 'The worker was ended.') => {
    ended ??= new Error(why);
    worker.terminate();
    fail(ended);
  };
  worker.onerror = (event: ErrorEvent) => {
    // Calls in flight report the error; without any, it goes on to the console and to the parent worker.
    if (inFlight.size > 0) event.preventDefault();
    fail(new Error(`The worker died: ${event.message}`));
  };

  const tracked = <R>(call: () => Promise<R>): Promise<R> => {
    if (ended) return Promise.reject(ended);
    return new Promise<R>((resolve, reject) => {
      inFlight.add(reject);
      call()
        .then(resolve, reject)
        .finally(() => inFlight.delete(reject));
    });
  };

  return {
    remote: withCalls(wrap<T>(worker), tracked),
    async within(ms, call) {
      const watchdog = setTimeout(() => end(NO_ANSWER), ms);
      try {
        return await call;
      } finally {
        clearTimeout(watchdog);
      }
    },
    end: () => end(),
  };
}

/** Whether a watchdog ended the worker, as opposed to one that died or threw. */
export function hasHung(error: unknown): boolean {
  return error instanceof Error && error.message === NO_ANSWER;
}

/** Returns the same remote, with each call of a method made through `tracked`. */
function withCalls<R extends object>(remote: R, tracked: <A>(call: () => Promise<A>) => Promise<A>): R {
  return new Proxy(remote, {
    get(target, name) {
      const verb: unknown = Reflect.get(target, name);
      if (typeof name !== 'string' || typeof verb !== 'function') return verb;
      return (...args: unknown[]) => tracked(() => Reflect.apply(verb, undefined, args));
    },
  });
}

/** Calls `rest` after a period without work. */
export class IdleTimer {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly rest: () => void,
    private readonly idleMs = REST_MS,
  ) {}

  /** Work begins: stops the timer until `idle`. */
  busy(): void {
    clearTimeout(this.timer);
  }

  /** Work has ended: starts the timer, or restarts it. */
  idle(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.rest, this.idleMs);
  }
}
