/** Processor time of an encoder, as far as its worker can know it: browsers tell it to nobody. */

export class ProcessorTime {
  /** Milliseconds so far. */
  ms = 0;

  /** Work of this thread alone. */
  alone<T>(work: () => T): T {
    const start = performance.now();
    const result = work();
    this.ms += performance.now() - start;
    return result;
  }

  /** Work that several threads share: each counts as busy until it is done. */
  async shared<T>(threads: number, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work();
    this.ms += threads * (performance.now() - start);
    return result;
  }

  /** Work of another processor: counts until this thread has handed it over, and waits. */
  async handedOver<T>(work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const waiting = nextTask().then(() => {
      this.ms += performance.now() - start;
    });
    const [result] = await Promise.all([work(), waiting]);
    return result;
  }
}

/** Resolves in the next task, after all that this one does and sets off. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
