/** What a slideshow shows next: a state machine. Clocks, pictures and keys are outside of it. */

/** Seconds that a photo can be shown for. */
export const SECONDS = [3, 5, 10] as const;

export interface Playing {
  index: number;
  /** At least one. */
  total: number;
  plays: boolean;
  /** The user has asked for what is shown now: it is said to screen readers. What comes by itself is not. */
  byHand: boolean;
  /** Counts the pictures that were shown: one photo alone comes again as another one. */
  turn: number;
}

/** `over`: the time of a photo has passed. */
export type Act = 'next' | 'previous' | 'first' | 'last' | 'toggle' | 'play' | 'pause' | 'over';

export function started(total: number, index: number): Playing {
  return { index: Math.min(Math.max(0, index), total - 1), total, plays: true, byHand: false, turn: 0 };
}

export function after(state: Playing, act: Act): Playing {
  switch (act) {
    case 'next':
      return at(state, state.index + 1, true);
    case 'previous':
      return at(state, state.index - 1, true);
    case 'first':
      return at(state, 0, true);
    case 'last':
      return at(state, state.total - 1, true);
    case 'over':
      // It was paused while the time passed.
      return state.plays ? at(state, state.index + 1, false) : state;
    case 'toggle':
      return after(state, state.plays ? 'pause' : 'play');
    case 'play':
      return state.plays ? state : { ...state, plays: true, byHand: false };
    case 'pause':
      return state.plays ? { ...state, plays: false, byHand: true } : state;
  }
}

function at(state: Playing, index: number, byHand: boolean): Playing {
  return { ...state, index: (index + state.total) % state.total, byHand, turn: state.turn + 1 };
}

/** Keys of keyboards, of media keys and of remotes. */
const KEYS: Readonly<Record<string, Act | 'end'>> = {
  ArrowRight: 'next',
  ArrowDown: 'next',
  PageDown: 'next',
  MediaTrackNext: 'next',
  MediaFastForward: 'next',
  ArrowLeft: 'previous',
  ArrowUp: 'previous',
  PageUp: 'previous',
  MediaTrackPrevious: 'previous',
  MediaRewind: 'previous',
  Home: 'first',
  End: 'last',
  ' ': 'toggle',
  Enter: 'toggle',
  MediaPlayPause: 'toggle',
  MediaPlay: 'play',
  MediaPause: 'pause',
  MediaStop: 'end',
  Escape: 'end',
  Backspace: 'end',
  GoBack: 'end',
  BrowserBack: 'end',
};

/**
 * Returns what a key does; null if it is not for the slideshow.
 * @param on what has the focus: a button takes Space and Enter, a choice of seconds also the arrows
 */
export function actOf(key: string, on: 'nothing' | 'button' | 'choice'): Act | 'end' | null {
  if (on !== 'nothing' && (key === ' ' || key === 'Enter')) return null;
  if (on === 'choice' && key.startsWith('Arrow')) return null;
  return KEYS[key] ?? null;
}
