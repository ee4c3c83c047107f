/** How a command hears that it is to end. What it has to give back comes first, so no signal ends the process. */

import { constants } from 'node:os';

/** SIGHUP: the terminal is gone, or the ssh that it came by. */
export const END_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** The command was told to end; nothing is wrong. */
export class ToldToEnd extends Error {
  override readonly name = 'ToldToEnd';

  /** @param code what the process exits with */
  constructor(readonly code: number) {
    super('Told to end.');
  }
}

/**
 * @param code to exit with; not given: 128 and the signal's number, as shells have it
 * @returns aborted, with a ToldToEnd, by the first signal, or where the guardian of this process is gone
 */
export function hearEnd(code?: number): AbortSignal {
  const end = new AbortController();
  for (const signal of END_SIGNALS) {
    process.on(signal, () => end.abort(new ToldToEnd(code ?? 128 + constants.signals[signal])));
  }
  process.on('disconnect', () => end.abort(new ToldToEnd(code ?? 1)));
  return end.signal;
}

/** Rejects with the ToldToEnd as soon as it comes. */
export function untilEnd(end: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const tell = () => reject(end.reason);
    if (end.aborted) tell();
    else end.addEventListener('abort', tell);
  });
}
