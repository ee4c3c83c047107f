/**
 * The files that the build makes of the page's modules: what the first paint needs (see src/ui/first-paint.ts), what
 * follows it, and the verbs that are fetched at rest. Everything else is split by its importers. One file for all verbs
 * is fetched and compiled in fewer steps than thirty: fewer pauses for a page that starts.
 */

import type { Rolldown } from 'vite';

import { AFTER_FIRST_PAINT, FIRST_PAINT, FIRST_PAINT_PACKAGES } from '../../src/ui/first-paint.ts';

/** Matches listed modules, and everything in listed folders. */
const inside = (paths: readonly string[]) =>
  new RegExp(`/src/(${paths.join('|')})(/|\\.(module\\.css|tsx?)|$)`);

const EARLY = inside(FIRST_PAINT);
const LATE = inside(AFTER_FIRST_PAINT);
/** The page's side of events, which lazily loaded features open too. */
const EVENTS = /\/workers\/(shared\/channel|library\/contract)\.ts$/;
const PACKAGES = new RegExp(`/node_modules/(${FIRST_PAINT_PACKAGES.join('|')})(/|$)`);

/** What the toolbar, the strip and the sheets above the page load as soon as the page is drawn. */
const AFTERWARDS = /\/src\/(ui\/(library\/(lazy|accepted)|frame\/over)|core\/media-names)\.tsx?$/;
/** The entry of a feature's folder, which imports its verbs later. */
const FEATURE = /\/src\/session\/[^/]+\/start\.ts$/;

/** @param id module id as Vite gives it: a path with slashes, on Windows too */
export function isFirstPaint(id: string): boolean {
  return PACKAGES.test(id) || EVENTS.test(id) || (EARLY.test(id) && !LATE.test(id));
}

export const pageChunks: Rolldown.CodeSplittingGroup[] = [
  { name: 'base', test: isFirstPaint, priority: 3 },
  { name: 'afterwards', test: AFTERWARDS, priority: 2 },
  {
    name: (id, graph) =>
      graph.getModuleInfo(id)?.dynamicImporters.some((importer) => FEATURE.test(importer)) ? 'verbs' : null,
    priority: 1,
  },
];
