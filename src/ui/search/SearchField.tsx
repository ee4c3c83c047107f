import { Search, X } from 'lucide';
import { useEffect, useId, useRef } from 'preact/hooks';
import { isAsking, NO_QUERY } from '#session/finding/contract';
import { t } from '../i18n';
import { IconButton } from '../parts/Button';
import { classes } from '../parts/classes';
import fieldCss from '../parts/Field.module.css';
import { focusOn, useFocusStop } from '../parts/focus';
import { Icon } from '../parts/Icon';
import { later } from '../parts/later';
import { useSession } from '../use-session';
import css from './SearchField.module.css';
import { optionId, useSuggesting } from './suggesting';

const SuggestionList = later(async () => (await import('./SuggestionList')).SuggestionList);
const FieldTools = later(async () => (await import('./FieldTools')).FieldTools);

/**
 * Debounce during a composition, in milliseconds: its text (Japanese, Chinese, but also every word typed on
 * an Android keyboard) is only searched when it ends or pauses this long.
 */
const COMPOSING_REST = 350;

/** The search field. It searches as the user types, and shows suggestions below. */
export function SearchField() {
  const session = useSession();
  const field = useRef<HTMLInputElement>(null);
  const rest = useRef(0);
  /** The last text that the field has searched for. */
  const asked = useRef('');
  const query = session.query.value;
  const like = query.photo;

  useEffect(() => {
    // Not on a phone, where the focus would open the keyboard over the photos.
    if (matchMedia('(pointer: fine)').matches) field.current?.focus({ preventScroll: true });
    return () => clearTimeout(rest.current);
  }, []);

  useEffect(() => {
    // Updates the field only if the text was changed elsewhere; text typed here stays as it is. `peek` reads
    // the latest text: another letter may have been typed between rendering and this effect.
    const { text } = session.query.peek();
    if (!field.current || text === asked.current) return;
    asked.current = text;
    field.current.value = text;
  }, [query]);

  const ask = () => {
    clearTimeout(rest.current);
    const text = field.current?.value.trim() ?? '';
    if (session.place.value !== 'find') session.go('find');
    asked.current = text;
    if (text !== session.query.value.text) session.ask({ text });
  };

  const list = useId();
  const suggesting = useSuggesting(field, (text, cursor) => {
    if (!field.current) return;
    field.current.value = text;
    field.current.setSelectionRange(cursor, cursor);
    ask();
  });
  const { suggestions, active } = suggesting;

  useFocusStop('field', (how) => {
    field.current?.focus();
    if (!how.recent) return;
    field.current?.select();
    suggesting.open();
  });

  const clear = () => {
    suggesting.close();
    clearTimeout(rest.current);
    if (field.current) field.current.value = '';
    asked.current = '';
    session.ask(NO_QUERY);
    field.current?.focus();
  };

  const onInput = (event: InputEvent) => {
    clearTimeout(rest.current);
    if (event.isComposing) {
      // The input method shows its own list.
      suggesting.close();
      rest.current = window.setTimeout(ask, COMPOSING_REST);
    } else settle();
  };

  const settle = () => {
    ask();
    suggesting.open();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // During composition the input method handles these keys.
    if (event.isComposing) return;
    if (suggesting.onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter') {
      ask();
      if (!matchMedia('(pointer: fine)').matches) field.current?.blur();
    } else if (event.key === 'Escape' && isAsking(query)) {
      event.preventDefault();
      event.stopPropagation();
      clear();
    } else if (event.key === 'Backspace' && !field.current?.value) {
      // In an empty field Backspace moves to the last chip; pressing it again removes that.
      focusOn('chip');
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      focusOn('grid');
    }
  };

  return (
    <search class={classes(fieldCss.field, css.field)}>
      <Icon of={Search} size={22} />
      <input
        ref={field}
        type="text"
        inputmode="search"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={suggestions.length > 0}
        aria-controls={list}
        aria-activedescendant={active >= 0 ? optionId(list, active) : undefined}
        data-testid="search"
        aria-label={t('search.label')}
        aria-keyshortcuts="/"
        placeholder={like ? t('search.likePlaceholder') : t('search.placeholder')}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="search"
        maxLength={400}
        onInput={onInput}
        onCompositionEnd={settle}
        onKeyDown={onKeyDown}
        onFocus={session.finding.prepare}
        // Not on focus, because the field is focused when the page opens.
        onClick={suggesting.open}
        onBlur={suggesting.close}
      />
      <span class={css.tools}>
        {isAsking(query) && <IconButton icon={X} name={t('search.clear')} onClick={clear} />}
        {session.photos.value.length > 0 && <FieldTools />}
      </span>
      {suggestions.length > 0 && (
        <SuggestionList
          id={list}
          suggestions={suggestions}
          active={active}
          beyondChips={isAsking(query)}
          onTake={suggesting.take}
        />
      )}
    </search>
  );
}
