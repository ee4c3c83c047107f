import { Search, X } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { IconButton } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { later } from '../parts/later';
import { isAsking, NO_QUERY, useSession } from '../session';
import css from './SearchField.module.css';

const FieldTools = later(async () => (await import('./FieldTools')).FieldTools);

/**
 * A composition (Japanese, Chinese, but also every word typed on an Android keyboard) is not what
 * the user means until it ends or rests for so long, in milliseconds.
 */
const COMPOSING_REST = 350;

/** The text field: what is typed is asked at once. */
export function SearchField() {
  const session = useSession();
  const field = useRef<HTMLInputElement>(null);
  const rest = useRef(0);
  /** The text that the field asked for last. */
  const asked = useRef('');
  const query = session.query.value;
  const like = query.photo;

  useEffect(() => {
    // On a phone the focus would open the keyboard over the photos.
    if (matchMedia('(pointer: fine)').matches) field.current?.focus({ preventScroll: true });
    return () => clearTimeout(rest.current);
  }, []);

  useEffect(() => {
    // What was typed here stands as it was typed; the field follows when the text is changed elsewhere.
    if (!field.current || query.text === asked.current) return;
    asked.current = query.text;
    field.current.value = query.text;
  }, [query]);

  const ask = () => {
    clearTimeout(rest.current);
    const text = field.current?.value.trim() ?? '';
    if (session.place.value !== 'find') session.go('find');
    asked.current = text;
    if (text !== session.query.value.text) session.ask({ text });
  };

  const clear = () => {
    clearTimeout(rest.current);
    if (field.current) field.current.value = '';
    asked.current = '';
    session.ask(NO_QUERY);
    field.current?.focus();
  };

  const onInput = (event: InputEvent) => {
    clearTimeout(rest.current);
    if (event.isComposing) rest.current = window.setTimeout(ask, COMPOSING_REST);
    else ask();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // These keys belong to the input method while it composes.
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      ask();
      if (!matchMedia('(pointer: fine)').matches) field.current?.blur();
    } else if (event.key === 'Escape' && isAsking(query)) {
      event.preventDefault();
      event.stopPropagation();
      clear();
    } else if (event.key === 'Backspace' && !field.current?.value) {
      // What was not typed is next: another press takes it away.
      [...document.querySelectorAll<HTMLElement>('[data-testid="chip-remove"]')].at(-1)?.focus();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-testid="photo"][tabindex="0"]')?.focus();
    }
  };

  return (
    <search class={css.field}>
      <Icon of={Search} size={22} />
      <input
        ref={field}
        type="search"
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
        onCompositionEnd={ask}
        onKeyDown={onKeyDown}
      />
      <span class={css.tools}>
        {isAsking(query) && <IconButton icon={X} name={t('search.clear')} onClick={clear} />}
        {session.photos.value.length > 0 && <FieldTools />}
      </span>
    </search>
  );
}
