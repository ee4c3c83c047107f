/**
 * What the build puts into one file, beside the libraries that every screen needs: the first screen's own modules
 * that later screens use as well. Split by who shares what, it was three times as many files, and larger.
 * Paths inside `src`, folders or modules without their ending; a test holds them to the tree.
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
  'ui/search/suggesting',
  'ui/library',
  'ui/grid',
  'ui/i18n',
  'session/workers',
  'session/finding/cities',
  'session/finding/contract',
  'session/labels/contract',
  'core/errors',
  'core/filter',
  'core/languages',
  'core/photo',
  'core/rank',
  'core/space',
  'core/vector',
];

/** Of these folders, what comes later. */
export const AFTER_FIRST_PAINT = [
  'ui/library/FailedSheet',
  'ui/library/Timeline',
  'ui/library/timeline-stops',
  'ui/i18n/en-later',
  'ui/i18n/ja',
  'ui/i18n/zh',
];

export const FIRST_PAINT_PACKAGES = ['preact', '@preact', 'i18next', 'comlink'];
