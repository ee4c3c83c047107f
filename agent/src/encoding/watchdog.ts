/** Watchdog of the encoder's process: reports a hang, and ends the process. */

import type { EncoderProcess } from './messages';

/** Milliseconds from SIGTERM to SIGKILL. */
export const GRACE = 1_000;

export class Watchdog {
  /** Whether the process is being ended; its messages are ignored then. */
  ending = false;
  private timer: NodeJS.Timeout | undefined;

  /** @param hung called when an answer is overdue */
  constructor(private readonly hung: () => void) {}

  /** Arms the watchdog for the next answer. Has no effect while the process is being ended. */
  starts(milliseconds: number): void {
    if (this.ending) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.hung, milliseconds);
  }

  /** Disarms the watchdog: the process has answered or ended. */
  rest(): void {
    clearTimeout(this.timer);
    this.ending = false;
  }

  /**
   * Sends SIGTERM, so that the process can release the device, then SIGKILL, because a hung NPU call never
   * returns. Idempotent: a second call does not extend the time.
   * @param patience milliseconds until the SIGTERM
   */
  end(process: EncoderProcess, patience = 0): void {
    if (this.ending) return;
    this.ending = true;
    clearTimeout(this.timer);
    const terminate = () => {
      process.kill('SIGTERM');
      this.timer = setTimeout(() => process.kill('SIGKILL'), GRACE);
    };
    if (patience === 0) terminate();
    else this.timer = setTimeout(terminate, patience);
  }
}
