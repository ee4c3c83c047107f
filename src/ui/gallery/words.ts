/** The words of a gallery, in the language of the interface. */

import { tagOf } from '#core/languages';
import type { GalleryWords } from '#session/export/contract';
import { formatDay, formatLength, spoken, t } from '../i18n';
import { formatDegrees } from '../i18n/amounts';

export function galleryWords(): GalleryWords {
  return {
    language: tagOf(spoken.value),
    previous: t('photo.previous'),
    next: t('photo.next'),
    close: t('app.close'),
    moment: t('photo.live'),
    original: t('photo.openOriginal'),
    favourite: t('photo.favourite'),
    packed: t('gallery.packed'),
    photos: (count) => t('library.photos', { count }),
    photo: (position, total) => t('gallery.photo', { position, total }),
    video: (length) => t('photo.video', { length }),
    length: formatLength,
    day: formatDay,
    point: ({ latitude, longitude }) => `${formatDegrees(latitude, 1)}, ${formatDegrees(longitude, 1)}`,
  };
}
