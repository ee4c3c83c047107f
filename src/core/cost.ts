/** What encoding costs a machine: processor time, and the load that this is. */

export interface Cost {
  /** Milliseconds of processor time a picture, all threads and processes together. */
  processor: number;
  /** Fraction of all its cores that this keeps busy, 0..1. */
  load: number;
  cores: number;
}

/**
 * @param processor milliseconds of processor time a picture
 * @param perSecond pictures a second meanwhile
 * @param cores of the machine
 */
export function costOf(processor: number, perSecond: number, cores: number): Cost {
  return { processor, load: Math.min(1, (processor * perSecond) / 1000 / cores), cores };
}
