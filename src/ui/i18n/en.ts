/**
 * English words of the first screen; those of lazily loaded screens are in `en-later.ts`. Together they
 * define the keys: the other languages have the type `Messages`, so a missing key does not compile.
 */

import type later from './en-later';

const en = {
  app: {
    name: 'Mitsuke',
    promise: 'Find any photo by describing it.\nYour photos never leave this device.',
    places: 'Main',
    find: 'Find',
    labels: 'Labels',
    tidy: 'Tidy',
    atlas: 'Places',
    people: 'People',
    settings: 'Settings',
    model: 'Model',
    opening: 'Opening your library',
    reload: 'Reload',
    close: 'Close',
    tryAgain: 'Try again',
  },
  search: {
    label: 'Describe a photo',
    placeholder: 'Describe a photo',
    clear: 'Clear the search',
    likePlaceholder: 'Add words',
  },
  strength: { strong: 'strong', good: 'good', maybe: 'maybe' },
  library: {
    label: 'Photos',
    photos_one: '{{count, number}} photo',
    photos_other: '{{count, number}} photos',
    chooseFolder: 'Choose a folder',
    choosePhotos: 'Choose photos',
    samples: 'Try 42 sample photos',
    asked:
      'Your browser may ask whether Mitsuke may read the folder, and keep its library on this device. Neither sends anything away.',
    add: 'Add photos',
    addSamples: 'Add 42 sample photos',
    removeSamples: 'Remove sample photos',
    density: 'Photo size',
    more: 'More actions for these photos',
  },
  indexing: { label: 'Indexing' },
  photo: {
    favourite: 'Favourite',
    video: 'video, {{length}}',
    written: 'with these words',
  },
  selection: {
    select: 'Select',
    count_one: '{{count, number}} selected',
    count_other: '{{count, number}} selected',
  },
  problem: {
    'source-gone': {
      what: 'It is no longer where it was.',
      hint: 'Put it back, or choose its folder again. Photos already indexed are safe.',
    },
    'permission-lost': {
      what: 'The browser no longer lets Mitsuke read this folder.',
      hint: 'Nothing is lost. Reconnect the folder to continue.',
    },
    'disk-full': {
      what: 'There is no space left for the library.',
      hint: 'Photos already indexed are safe. Free some space, then try again.',
    },
    network: {
      what: 'Part of the app could not be loaded.',
      hint: 'Your library is safe. Check your connection, then try again.',
    },
    'model-damaged': {
      what: 'A file of the model is damaged.',
      hint: 'Your library is safe. Download it in Settings, or try again.',
    },
    'model-missing': {
      what: 'The model is not on this device yet.',
      hint: 'Your library is safe. Download it in Settings, or try again.',
    },
    'model-unsupported': {
      what: 'This model is not supported.',
      hint: 'Your library is safe. Choose another model, or update Mitsuke.',
    },
    'encoder-failed': {
      what: 'The model failed on this device.',
      hint: 'Your photos are safe. Close other tabs, then try again.',
    },
    unknown: { what: 'Something went wrong.', hint: 'Your photos are untouched. Try again.' },
  },
} as const;

/**
 * Type of every other language: the same keys. `_one` keys are left out, because Japanese and Chinese have no
 * singular form.
 */
type Written<T> = {
  [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : Written<T[K]>;
};
export type Messages = Written<typeof en & typeof later>;

export default en;
