/** Starts and ends the slideshow. */

import { type Showing, showing } from './showing';

/** Starts a slideshow; nothing if there are no photos. Full screen is granted in the task of a key or a click alone. */
export function startSlideshow(started: Showing): void {
  if (started.photos.length === 0) return;
  // Refused, or missing as on an iPhone: it fills the window.
  document.documentElement.requestFullscreen?.({ navigationUI: 'hide' }).catch(() => undefined);
  showing.value = started;
}

export function endSlideshow(): void {
  showing.value = null;
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
}
