import { Check, Minus, Plus } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { withPart } from '#core/query/writing';
import { t } from '../i18n';
import { IconButton } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { useSession } from '../session';
import css from './Chips.module.css';

/** A button that opens a little field: for what a photo should show as well, or should not. */
export function AddTerm({ sign }: { sign: '+' | '-' }) {
  const session = useSession();
  const field = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  // Before the next key: it belongs to the field already.
  useLayoutEffect(() => {
    if (open) field.current?.focus();
  }, [open]);

  const icon = sign === '+' ? Plus : Minus;
  if (!open) {
    return (
      <button
        type="button"
        class={css.add}
        data-testid={sign === '+' ? 'also' : 'but-not'}
        onClick={() => setOpen(true)}
      >
        <Icon of={icon} size={16} />
        <span>{sign === '+' ? t('chips.also') : t('chips.butNot')}</span>
      </button>
    );
  }
  const add = () => {
    const words = field.current?.value.trim() ?? '';
    setOpen(false);
    if (words === '') return;
    session.ask({ text: withPart(session.query.value.text, sign === '+' ? 'wanted' : 'unwanted', words) });
  };
  return (
    <form
      class={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Icon of={icon} size={16} />
      <input
        ref={field}
        type="text"
        autocomplete="off"
        autocapitalize="off"
        maxLength={80}
        aria-label={sign === '+' ? t('chips.alsoLabel') : t('chips.butNotLabel')}
        data-testid={sign === '+' ? 'also-words' : 'but-not-words'}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.isComposing) return;
          event.stopPropagation();
          setOpen(false);
        }}
        onBlur={(event) => {
          // Whoever goes elsewhere without a word did not want to add one.
          if (event.currentTarget.value.trim() === '') setOpen(false);
        }}
      />
      <IconButton icon={Check} name={t('chips.add')} type="submit" />
    </form>
  );
}
