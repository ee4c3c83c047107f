/** How long a query takes from the last key until its results are painted. */

/** Runs in the page. Types a word and waits until its results are painted. @returns milliseconds */
export function paintedAfter(word: string): Promise<number> {
  const input = document.querySelector<HTMLInputElement>('[data-testid=search]');
  if (!input) throw new Error('No search field.');
  return new Promise((resolve) => {
    const start = performance.now();
    const observer = new MutationObserver(() => {
      if (!document.querySelector(`[data-testid=results][data-query="${word}"]`)) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - start);
        port2.postMessage(null);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    input.value = word;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
}
