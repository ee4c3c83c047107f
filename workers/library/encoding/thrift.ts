/**
 * How much memory indexing may take here. A phone closes a tab that takes more than about a gigabyte, without a word;
 * so it gets one thread, small batches and a new encoder now and then, because the runtime never gives memory back.
 * Crashes in a row lead further down.
 */

export interface Thrift {
  /** Most threads of the encoder. */
  threads: number;
  /** Most decoders at a time. */
  decoders: number;
  /** Most pictures in a batch of this device. */
  batch: number;
  /** Pictures after which a new encoder is opened. */
  renewAfter: number;
}

/** After this many crashes in a row indexing waits for the user. */
export const MOST_CRASHES = 3;

/** Devices with at most this memory, in GiB as browsers round it, are spared. */
const LITTLE = 4;

const STEPS: readonly [Thrift, Thrift, Thrift] = [
  { threads: Infinity, decoders: Infinity, batch: Infinity, renewAfter: Infinity },
  { threads: 1, decoders: 1, batch: 2, renewAfter: 300 },
  { threads: 1, decoders: 1, batch: 1, renewAfter: 60 },
];

interface Device {
  /** GiB; only Chromium tells it, and at most 8. */
  memory: number | undefined;
  userAgent: string;
}

/** @param crashes times in a row that the browser closed this tab while it indexed */
export function thriftFor({ memory, userAgent }: Device, crashes: number): Thrift {
  const little = memory === undefined ? /iPhone|iPad|Mobile/.test(userAgent) : memory <= LITTLE;
  const step = Math.min(2, crashes + (little ? 1 : 0));
  return STEPS[step] ?? STEPS[2];
}

let now: Thrift | undefined;

/** What this worker keeps to. */
export function thriftHere(): Thrift {
  now ??= thriftFor(deviceHere(), 0);
  return now;
}

/** Called before the first run. */
export function noteCrashes(crashes: number): void {
  now = thriftFor(deviceHere(), crashes);
}

function deviceHere(): Device {
  // Node, where tests run, has no navigator before version 21.
  const here: Partial<Navigator> & { deviceMemory?: number } = globalThis.navigator ?? {};
  return { memory: here.deviceMemory, userAgent: here.userAgent ?? '' };
}
