/** Load that the agent puts on the machine. */

import { availableParallelism } from 'node:os';
import type { LoadReport } from '#core/protocol/messages';
import type { EncoderKeeper } from '../encoding/keeper';

export const CORES = availableParallelism();

/** Each session has its own meter: `read` reports the CPU load since its previous call. */
export class LoadMeter {
  private cpu: number;
  private time = performance.now();

  constructor(private readonly keeper: Pick<EncoderKeeper, 'used' | 'queued' | 'encoded'>) {
    this.cpu = this.spent();
  }

  read(): LoadReport {
    const cpu = this.spent();
    const time = performance.now();
    const share = (cpu - this.cpu) / Math.max(1, (time - this.time) * 1000) / CORES;
    this.cpu = cpu;
    this.time = time;
    return {
      type: 'load',
      cpu: Math.min(1, Math.max(0, share)),
      cores: CORES,
      memory: process.memoryUsage.rss() + this.keeper.used.memory,
      queued: this.keeper.queued,
      encoded: this.keeper.encoded,
    };
  }

  /** CPU microseconds of this process and the encoder's. */
  private spent(): number {
    const { user, system } = process.cpuUsage();
    return user + system + this.keeper.used.cpu;
  }
}
