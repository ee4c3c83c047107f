/** Whether the encoder's process still answers, and its end where it does not. */

import type { EncoderProcess } from './messages';

/** Milliseconds from the polite signal to the one that no process survives. */
export const GRACE = 1_000;

export class Watchdog {
  /** The process is being ended: what it still says does not count. */
  ending = false;
  private timer: NodeJS.Timeout | undefined;

  /** @param hung called once, when the time is over */
  constructor(private readonly hung: () => void) {}

  /** From now on an answer has this many milliseconds to come. While a process is being ended: nothing. */
  starts(milliseconds: number): void {
    if (this.ending) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.hung, milliseconds);
  }

  /** It has answered, or is gone. */
  rest(): void {
    clearTimeout(this.timer);
    this.ending = false;
  }

  /**
   * SIGTERM, so that it gives back what it can, then SIGKILL: a call that hangs hears no signal. What is being
   * ended already gets no more time.
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
