/** Keys that come while the viewer opens: PhotoSwipe ignores them until its animation has ended. */

import type PhotoSwipe from 'photoswipe';

/** What has keys of its own, over the viewer or in it. */
const OWN_KEYS = 'dialog, [popover], input, textarea';

type Opening = Pick<PhotoSwipe, 'on' | 'opener' | 'element'>;

/**
 * Queues the viewer's keys while it opens, and replays them once it is open.
 * @returns what ends it
 */
export function queueEarlyKeys(pswp: Opening): () => void {
  const early: KeyboardEvent[] = [];
  const onKeyDown = (event: KeyboardEvent) => {
    if (!pswp.opener.isOpening || !isForViewer(event, pswp.element)) return;
    event.preventDefault();
    event.stopPropagation();
    early.push(event);
  };
  pswp.on('initialZoomInEnd', () => {
    for (const event of early.splice(0)) document.dispatchEvent(new KeyboardEvent('keydown', event));
  });
  addEventListener('keydown', onKeyDown, true);
  return () => removeEventListener('keydown', onKeyDown, true);
}

/** A menu or a slideshow may lie over the viewer before it has opened: their keys are theirs. */
function isForViewer({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent, viewer?: Element): boolean {
  if (key === 'Tab' || ctrlKey || metaKey || altKey) return false;
  if (!(target instanceof Element)) return true;
  if (target.closest(OWN_KEYS)) return false;
  const presses = key === 'Enter' || key === ' ';
  return !(presses && viewer?.contains(target) && target.closest('button, a'));
}
