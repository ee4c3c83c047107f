/** Ports of the servers of the browser tests. `E2E_PORT` moves them, so that two checkouts can run at once. */

const FIRST = Number(process.env.E2E_PORT ?? 4180);

export const PORTS = {
  app: FIRST,
  /** The app with the stand-ins' hashes in its catalogue, and the mirror that serves them. */
  standIns: FIRST + 1,
  mirror: FIRST + 2,
  /** A server that a test replaces by a newer version of the app. */
  updating: FIRST + 4,
  /** A host that knows nothing of the app: it has no headers, and the app is in one of its folders. */
  plain: FIRST + 5,
  /** The server for other devices, and beside it the page with its certificate. */
  secure: FIRST + 6,
  /** A server of the app that a test ends: then no engine has a network. */
  leaving: FIRST + 8,
} as const;
