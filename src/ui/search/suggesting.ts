/** What could be meant while one types: fetched as the text changes, chosen with the keys of a combobox. */

import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Suggestion } from '#core/query/suggest';
import { useSession } from '../use-session';

export interface Suggesting {
  /** None while it is closed. */
  suggestions: readonly Suggestion[];
  /** Position of the one that Enter would take; -1 for none. */
  active: number;
  /** Looks what could be meant by what stands in the field. */
  open: () => void;
  close: () => void;
  take: (suggestion: Suggestion) => void;
  /** Whether the key was meant for the suggestions. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** The id of one of a list's options. */
export const optionId = (list: string, position: number) => `${list}-${position}`;

/** @param write puts another text into the field and asks for it */
export function useSuggesting(
  field: RefObject<HTMLInputElement | null>,
  write: (text: string, cursor: number) => void,
): Suggesting {
  const { go, place, searches } = useSession();
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const [active, setActive] = useState(-1);
  /** Counts the questions: an answer to an older one, or after closing, is dropped. */
  const asked = useRef(0);

  const open = () => {
    const turn = ++asked.current;
    const input = field.current;
    if (!input) return;
    setActive(-1);
    const { value } = input;
    // What stands there in full already is no suggestion.
    const isNew = (each: Suggestion) => !('text' in each) || each.text.trim() !== value.trim();
    searches.suggest(value, input.selectionStart ?? value.length).then(
      (found) => {
        if (turn === asked.current) setSuggestions(found.filter(isNew));
      },
      // Without suggestions one types as before.
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
    // A key wants its value.
    if (suggestion.kind === 'key') open();
  };
  const onKey = ({ key }: KeyboardEvent) => {
    if (suggestions.length === 0) return false;
    const chosen = suggestions[active];
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      // Past the last one lies the field itself.
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
