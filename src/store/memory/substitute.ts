/** Puts fake-indexeddb in the place of IndexedDB, in this worker. */

export async function substituteIndexedDb(): Promise<void> {
  if (!('scheduler' in globalThis) && !('setImmediate' in globalThis)) addTasks();
  await import('fake-indexeddb/auto');
}

/** It runs its requests as tasks of their own: without either of these by timeouts, each of which takes 4 ms. */
function addTasks(): void {
  const { port1, port2 } = new MessageChannel();
  const tasks: (() => void)[] = [];
  port1.onmessage = () => tasks.shift()?.();
  Object.assign(globalThis, {
    setImmediate: (task: () => void) => {
      tasks.push(task);
      port2.postMessage(null);
    },
  });
}
