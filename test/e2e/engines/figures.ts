/** How long the app takes in each engine, measured while the tests use it. */

import type { EngineApp } from './engine-app';

/** Notes in the page how long each query takes, from its last letter to its results. */
export async function watchAnswers({ driver }: EngineApp): Promise<void> {
  await driver.evaluate(() => {
    const answers: Record<string, number> = {};
    let typed = 0;
    document.addEventListener(
      'input',
      () => {
        typed = performance.now();
      },
      { capture: true },
    );
    new MutationObserver(() => {
      const { query } = document.querySelector<HTMLElement>('[data-testid=results]')?.dataset ?? {};
      if (query !== undefined) answers[query] ??= performance.now() - typed;
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-query'] });
    Object.assign(window, { answers });
  }, null);
}

/** Returns milliseconds by query. */
export function answersOf({ driver }: EngineApp): Promise<Record<string, number>> {
  return driver.evaluate(() => Reflect.get(window, 'answers') as Record<string, number>, null);
}

/** Returns the milliseconds of some work. */
export async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
