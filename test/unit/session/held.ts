/** Promises that a test holds back by hand, so that it waits for no time. Node 20 has no `Promise.withResolvers`. */

export interface Held<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

export function held<T>(): Held<T> {
  let resolve: Held<T>['resolve'] = () => undefined;
  let reject: Held<T>['reject'] = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve: (value) => resolve(value), reject: (error) => reject(error) };
}

/** Lets everything run that waits for nothing but promises. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
