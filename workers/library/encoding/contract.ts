/** What runs an encoder on this device. */

import type { Backend, EncoderId, Pace, Timing } from '#core/space';

/** What was measured of one encoder on this device, and the backend that follows from it. */
export interface BackendChoice {
  encoder: EncoderId;
  /** In use. */
  backend: Backend;
  /** The user's override; null if the measurement chooses. */
  wanted: Backend | null;
  /** Milliseconds a picture or a text over several runs, by backend. */
  timings: Partial<Record<Backend, Timing>>;
  /** Why a backend is not used: it could not be opened, failed the self-test, or failed twice in a row. */
  refused: Partial<Record<Backend, string>>;
  /** What indexing has seen, by backend: noted at the end of a run, and now and then before. */
  paces?: Partial<Record<Backend, Pace>>;
}
