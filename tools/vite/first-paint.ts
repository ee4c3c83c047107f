/** Selects the modules that the build bundles for the first paint: see src/ui/first-paint.ts. */

import { AFTER_FIRST_PAINT, FIRST_PAINT, FIRST_PAINT_PACKAGES } from '../../src/ui/first-paint.ts';

/** Matches listed modules, and everything in listed folders. */
const inside = (paths: readonly string[]) =>
  new RegExp(`/src/(${paths.join('|')})(/|\\.(module\\.css|tsx?)|$)`);

const EARLY = inside(FIRST_PAINT);
const LATE = inside(AFTER_FIRST_PAINT);
/** The page's side of events, which lazily loaded features open too. */
const EVENTS = /\/workers\/(shared\/channel|library\/contract)\.ts$/;
const PACKAGES = new RegExp(`/node_modules/(${FIRST_PAINT_PACKAGES.join('|')})(/|$)`);

/** @param id module id as Vite gives it: a path with slashes, on Windows too */
export function isFirstPaint(id: string): boolean {
  return PACKAGES.test(id) || EVENTS.test(id) || (EARLY.test(id) && !LATE.test(id));
}
