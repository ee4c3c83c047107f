/** The threads of a tower beside the one that it is opened in. */

import type { Crew } from './shared-run';

/**
 * Starts them; they sleep until the first run.
 * @returns ends them
 * @throws Error if one cannot start
 */
export async function startThreads(crew: Crew): Promise<() => void> {
  const workers = Array.from({ length: crew.threads - 1 }, spawn);
  const end = () => {
    for (const worker of workers) worker.terminate();
  };
  try {
    await Promise.all(workers.map((worker) => ready(worker, crew)));
    return end;
  } catch (error) {
    end();
    throw error;
  }
}

function spawn(): Worker {
  return new Worker(new URL('./thread-worker.ts', import.meta.url), { type: 'module' });
}

function ready(worker: Worker, crew: Crew): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = ({ message }) => reject(new Error(`A thread did not start: ${message}`));
    worker.postMessage(crew);
  });
}
