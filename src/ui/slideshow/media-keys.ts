/** Media keys of keyboards, headphones and the lock screen, as far as the system gives them to a page without sound. */

import { useEffect, useRef } from 'preact/hooks';
import type { Act } from './playing';

const ACTIONS: readonly [MediaSessionAction, Act | 'end'][] = [
  ['play', 'play'],
  ['pause', 'pause'],
  ['nexttrack', 'next'],
  ['previoustrack', 'previous'],
  ['stop', 'end'],
];

export function useMediaKeys(title: string, plays: boolean, act: (what: Act | 'end') => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const media = navigator.mediaSession;
    if (!media) return;
    const handle = (action: MediaSessionAction, handler: (() => void) | null) => {
      try {
        media.setActionHandler(action, handler);
      } catch {
        // An action that this browser does not know.
      }
    };
    for (const [action, what] of ACTIONS) handle(action, () => latest.current(what));
    return () => {
      for (const [action] of ACTIONS) handle(action, null);
      media.metadata = null;
      media.playbackState = 'none';
    };
  }, []);
  useEffect(() => {
    const media = navigator.mediaSession;
    if (!media) return;
    media.metadata = new MediaMetadata({ title });
    media.playbackState = plays ? 'playing' : 'paused';
  }, [title, plays]);
}
