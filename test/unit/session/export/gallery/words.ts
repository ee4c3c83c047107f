/** Words of a gallery for tests: they say what they were asked for. */

import type { GalleryWords } from '#session/export/contract';

export const WORDS: GalleryWords = {
  language: 'ja',
  ...{ previous: 'previous', next: 'next', close: 'close', moment: 'moment', original: 'original' },
  ...{ favourite: 'favourite', packed: 'packed' },
  photos: (count) => `${count} photos`,
  photo: (position, total) => `${position} of ${total}`,
  video: (length) => `video ${length}`,
  length: (seconds) => `${seconds}`,
  day: (taken) => new Date(taken).toISOString().slice(0, 10),
  point: ({ latitude, longitude }) => `${latitude}, ${longitude}`,
};
