/** What the browser tells about this device: storage and connection. */

import type { StorageUse } from '../shell/contract';
import type { Situation } from './recommending';

/** Network Information API, which Chromium alone has. */
interface Connection {
  saveData?: boolean;
  type?: string;
  /** Estimated megabits a second; Chromium reports at most 10. */
  downlink?: number;
}

function connection(): Connection {
  return (navigator as Navigator & { connection?: Connection }).connection ?? {};
}

/** Reads the device. Never rejects: what the browser does not tell counts as unlimited. */
export async function readDevice(
  storage: () => Promise<StorageUse | null>,
): Promise<Pick<Situation, 'free' | 'saveData'>> {
  const use = await storage().catch(() => null);
  const { saveData, type } = connection();
  return {
    free: use?.quota ? Math.max(0, use.quota - use.bytes) : null,
    saveData: saveData === true || type === 'cellular',
  };
}

/** Seconds that a download takes at the estimated speed of the connection; null if there is no estimate. */
export function downloadSeconds(bytes: number): number | null {
  const { downlink } = connection();
  return downlink ? (bytes * 8) / (downlink * 1e6) : null;
}
