/** Turns signals into an AbortSignal, so that a command releases its resources before the process exits. */

import { constants } from 'node:os';

/** SIGHUP: the terminal or its ssh connection was closed. */
export const END_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Abort reason of a command that was asked to end, which is not a failure. */
export class ToldToEnd extends Error {
  override readonly name = 'ToldToEnd';

  /** @param code exit code of the process */
  constructor(readonly code: number) {
    super('Told to end.');
  }
}

/**
 * @param code exit code; by default 128 plus the signal's number, as in shells
 * @returns aborted with a ToldToEnd by the first process signal, or when the guardian disconnects
 */
export function hearEnd(code?: number): AbortSignal {
  const end = new AbortController();
  for (const signal of END_SIGNALS) {
    process.on(signal, () => end.abort(new ToldToEnd(code ?? 128 + constants.signals[signal])));
  }
  process.on('disconnect', () => end.abort(new ToldToEnd(code ?? 1)));
  return end.signal;
}

/** Rejects with the abort reason as soon as `end` is aborted. */
export function untilEnd(end: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const tell = () => reject(end.reason);
    if (end.aborted) tell();
    else end.addEventListener('abort', tell);
  });
}
