/** Suggestions while the user types: fetched as the text changes, chosen with the keys of a combobox. */

import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Suggestion } from '#core/query/suggest';
import { useSession } from '../use-session';

export interface Suggesting {
  /** Empty while the list is closed. */
  suggestions: readonly Suggestion[];
  /** Index of the suggestion that Enter would take; -1 for none. */
  active: number;
  /** Fetches the suggestions for the text in the field. */
  open: () => void;
  close: () => void;
  take: (suggestion: Suggestion) => void;
  /** Handles a key; returns whether it was for the suggestions. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** Returns the element id of an option. */
export const optionId = (list: string, position: number) => `${list}-${position}`;

/** @param write puts a text into the field and searches for it */
export function useSuggesting(
  field: RefObject<HTMLInputElement | null>,
  write: (text: string, cursor: number) => void,
): Suggesting {
  const { go, place, searches } = useSession();
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const [active, setActive] = useState(-1);
  /** Number of the last request: the answer to an older one, or one after closing, is dropped. */
  const asked = useRef(0);

  const open = () => {
    const turn = ++asked.current;
    const input = field.current;
    if (!input) return;
    setActive(-1);
    const { value } = input;
    // A suggestion equal to the typed text is useless.
    const isNew = (each: Suggestion) => !('text' in each) || each.text.trim() !== value.trim();
    searches.suggest(value, input.selectionStart ?? value.length).then(
      (found) => {
        if (turn === asked.current) setSuggestions(found.filter(isNew));
      },
      // Typing works without suggestions, so an error is only logged.
      (reason: unknown) => console.error(reason),
    );
  };
  const close = () => {
    asked.current++;
    setSuggestions([]);
    setActive(-1);
  };
  const take = (suggestion: Suggestion) => {
    close();
    if ('search' in suggestion) {
      if (place.value !== 'find') go('find');
      searches.open(suggestion.search);
      return;
    }
    write(suggestion.text, suggestion.cursor);
    // After a key such as "camera:", suggestions for its value follow.
    if (suggestion.kind === 'key') open();
  };
  const onKey = ({ key }: KeyboardEvent) => {
    if (suggestions.length === 0) return false;
    const chosen = suggestions[active];
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      // The field itself is one more position in the cycle.
      const places = suggestions.length + 1;
      setActive(((active + 1 + (key === 'ArrowDown' ? 1 : -1) + places) % places) - 1);
    } else if (key === 'Escape') close();
    else if ((key === 'Enter' || key === 'Tab') && chosen) take(chosen);
    else {
      if (key === 'Enter' || key === 'Tab') close();
      return false;
    }
    return true;
  };
  return { suggestions, active, open, close, take, onKey };
}
