/** Ports of the servers of the browser tests. `E2E_PORT` moves them, so that two checkouts can run at once. */

const FIRST = Number(process.env.E2E_PORT ?? 4180);

export const PORTS = {
  app: FIRST,
  /** The app with the stand-ins' hashes in its catalogue, and the mirror that serves them. */
  standIns: FIRST + 1,
  mirror: FIRST + 2,
  /** A server that a test replaces by a newer version of the app. */
  updating: FIRST + 4,
} as const;
