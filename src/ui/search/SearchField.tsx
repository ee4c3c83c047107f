import { Search, X } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { Thumbnail } from '../library/Thumbnail';
import { Icon } from '../parts/Icon';
import { isAsking, NO_QUERY, useSession } from '../session';
import css from './SearchField.module.css';

/**
 * A composition (Japanese, Chinese, but also every word typed on an Android keyboard) is not what
 * the user means until it ends or rests for so long, in milliseconds.
 */
const COMPOSING_REST = 350;

/** The text field: what is typed is asked at once; a photo that is asked for stands in it as a chip. */
export function SearchField() {
  const session = useSession();
  const field = useRef<HTMLInputElement>(null);
  const rest = useRef(0);
  const query = session.query.value;
  const like = query.photo;
  const likeName = like?.kind === 'library' ? like.card.name : (like?.name ?? '');

  useEffect(() => {
    // On a phone the focus would open the keyboard over the photos.
    if (matchMedia('(pointer: fine)').matches) field.current?.focus({ preventScroll: true });
    return () => clearTimeout(rest.current);
  }, []);

  useEffect(() => {
    const input = field.current;
    if (!input) return;
    // While it is being typed in, the field leads and the query follows.
    if (document.activeElement === input && query.text !== '') return;
    input.value = query.text;
  }, [query]);

  const ask = () => {
    clearTimeout(rest.current);
    const text = field.current?.value.trim() ?? '';
    if (session.place.value !== 'find') session.go('find');
    if (text !== session.query.value.text) session.ask({ text });
  };

  const clear = () => {
    clearTimeout(rest.current);
    if (field.current) field.current.value = '';
    session.ask(NO_QUERY);
    field.current?.focus();
  };

  const dropPhoto = () => {
    session.ask({ photo: null });
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
    } else if (event.key === 'Backspace' && like && !field.current?.value) {
      dropPhoto();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-testid="photo"][tabindex="0"]')?.focus();
    }
  };

  return (
    <search class={css.field}>
      <Icon of={Search} size={22} />
      {like && (
        <button
          type="button"
          class={css.chip}
          aria-label={t('search.removeLike', { name: likeName })}
          onClick={dropPhoto}
        >
          <span class={css.face}>
            {like.kind === 'library' ? (
              <Thumbnail key={like.card.no} photo={like.card} />
            ) : (
              <img src={like.url} alt="" />
            )}
          </span>
          <span class={css.name}>{t('search.like', { name: likeName })}</span>
          <Icon of={X} size={16} />
        </button>
      )}
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
      {query.text !== '' && (
        <button type="button" class={css.clear} aria-label={t('search.clear')} onClick={clear}>
          <Icon of={X} />
        </button>
      )}
    </search>
  );
}
