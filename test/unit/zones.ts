/** Zones in which is tried what must not depend on the device's. */

/** From the first to the last place of a new day, with a half hour, and with summer time in the north and the south. */
export const ZONES = [
  'Pacific/Kiritimati',
  'Australia/Sydney',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Europe/Berlin',
  'UTC',
  'America/New_York',
  'Pacific/Pago_Pago',
];

/** Does something while this process is in a zone. */
export function inZone<T>(zone: string, work: () => T): T {
  const { TZ } = process.env;
  process.env.TZ = zone;
  try {
    return work();
  } finally {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  }
}
