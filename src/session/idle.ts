/** Work that can wait: done one after the other once the page has loaded, while it has nothing else to do. */

/** Delay after the page's load event, in milliseconds. */
const IDLE_MS = 1000;
/** Work is no longer put off after this many milliseconds, because a page that indexes is seldom idle. */
const AT_LATEST_MS = 2000;

let turn: Promise<unknown> | undefined;

/**
 * Ten modules that were fetched at once blocked a phone's first seconds for 140 ms.
 * @param work its promise is waited for before the next work begins; it must not reject
 */
export function whenIdle(work: () => unknown): void {
  turn ??= new Promise((resolve) => {
    const loaded = () => setTimeout(resolve, IDLE_MS);
    // WebKit may run the page's script only after the load event.
    if (document.readyState === 'complete') loaded();
    else addEventListener('load', loaded);
  });
  turn = turn.then(free).then(work);
}

/** Resolves at an idle moment. Safari cannot tell one. */
function free(): Promise<unknown> {
  return new Promise<unknown>((resolve) =>
    'requestIdleCallback' in globalThis
      ? requestIdleCallback(resolve, { timeout: AT_LATEST_MS })
      : setTimeout(resolve),
  );
}
