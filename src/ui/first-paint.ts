/**
 * Modules that the build puts into one file, together with the libraries that every screen needs: those of
 * the first screen that later screens use as well. Automatic splitting by importers made three times as many
 * files, larger in total. Each entry is a folder, or a module with or without its extension, inside `src`; a
 * test asserts that they exist.
 */

export const FIRST_PAINT = [
  'ui/parts/Button',
  'ui/parts/Field',
  'ui/parts/Icon',
  'ui/parts/Mark',
  'ui/parts/Menu',
  'ui/parts/classes',
  'ui/parts/focus',
  'ui/parts/later',
  'ui/parts/said',
  'ui/search/Chips.module.css',
  'ui/search/Find',
  'ui/days/opened',
  'ui/search/suggesting',
  'ui/slideshow/showing',
  'ui/library',
  'ui/grid',
  'ui/i18n',
  'session/idle',
  'session/local-storage',
  'session/once',
  'session/workers',
  'session/shell/crashes',
  'session/shell/preferences',
  'session/shell/storage',
  'session/finding/contract',
  'session/labels/contract',
  'core/errors',
  'core/filter',
  'core/first-where',
  'core/history-depth',
  'core/languages',
  'core/photo',
  'core/rank',
  'core/searches',
  'core/space',
  'core/speaks',
];

/** Modules in these folders that are loaded later. */
export const AFTER_FIRST_PAINT = [
  'ui/library/FailedSheet',
  'ui/library/IndexingSaid',
  'ui/library/ListItems',
  'ui/library/lazy',
  'ui/library/StripMessages',
  'ui/library/strip-state',
  'ui/library/accepted',
  'ui/library/Timeline',
  'ui/library/timeline-stops',
  'ui/i18n/amounts',
  'ui/i18n/en-later',
  'ui/i18n/ja',
  'ui/i18n/zh',
];

/** Packages, and single files of packages. */
export const FIRST_PAINT_PACKAGES = [
  'preact',
  '@preact',
  'i18next',
  'comlink',
  'lucide/dist/esm/icons/layers.mjs',
  'lucide/dist/esm/icons/map-pin.mjs',
  'lucide/dist/esm/icons/scan-search.mjs',
  'lucide/dist/esm/icons/search.mjs',
  'lucide/dist/esm/icons/user.mjs',
];
