import { useEffect } from 'preact/hooks';
import type { Session } from '#session/contract';
import { NO_QUERY } from '#session/finding/contract';
import { endSelecting, selection, selectShown, shown } from '../grid/selection';
import { focusOn } from '../parts/focus';

/** Handles the keys that work in every place. The grid and the viewer handle their own. */
export function useKeys(session: Pick<Session, 'place' | 'go' | 'ask'>, showKeys: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      // A dialog, popover or viewer over the page handles its own keys.
      if (document.querySelector('dialog[open], :popover-open, .pswp')) return;
      if (event.ctrlKey || event.metaKey) {
        if (event.key !== 'a' || event.shiftKey || isTyping(event.target) || shown.size === 0) return;
        event.preventDefault();
        selectShown();
      } else if (event.key === 'Escape') goBack(session);
      else if (isTyping(event.target)) return;
      else if (event.key === '/') {
        event.preventDefault();
        focusOn('field', { recent: true });
      } else if (event.key === '?') {
        event.preventDefault();
        showKeys();
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [session]);
}

function goBack(session: Pick<Session, 'place' | 'go' | 'ask'>): void {
  if (selection.value) endSelecting();
  else if (session.place.value !== 'find') session.go('find');
  else session.ask(NO_QUERY);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, input:not([type="range"], [type="radio"])'))
  );
}
