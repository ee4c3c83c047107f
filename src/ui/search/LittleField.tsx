import { Check, type IconNode } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { IconButton } from '../parts/Button';
import { Icon } from '../parts/Icon';
import css from './Chips.module.css';

interface Props {
  icon: IconNode;
  /** Text of the button that opens it. */
  words: string;
  /** Label of the field. */
  label: string;
  /** Initial text of the field. */
  initial?: string;
  /** Test id of the button; that of the field is the same with "-words" at the end. */
  id: string;
  onDone: (words: string) => void;
}

/** A button in the row of chips that turns into a field for a few words. */
export function LittleField({ icon, words, label, initial = '', id, onDone }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  // A layout effect, so that the next key press already goes to the field.
  useLayoutEffect(() => {
    if (open) field.current?.select();
  }, [open]);

  if (!open) {
    return (
      <button type="button" class={css.add} data-testid={id} onClick={() => setOpen(true)}>
        <Icon of={icon} size={16} />
        <span>{words}</span>
      </button>
    );
  }
  return (
    <form
      class={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        setOpen(false);
        const said = field.current?.value.trim();
        if (said) onDone(said);
      }}
    >
      <Icon of={icon} size={16} />
      <input
        ref={field}
        type="text"
        defaultValue={initial}
        autocomplete="off"
        autocapitalize="off"
        maxLength={80}
        aria-label={label}
        data-testid={`${id}-words`}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.isComposing) return;
          event.stopPropagation();
          setOpen(false);
        }}
        onBlur={(event) => {
          // Leaving the field without a change cancels it.
          if (event.currentTarget.value.trim() === initial) setOpen(false);
        }}
      />
      {/* Prevents the blur on pointer down, which would close the field before the click. */}
      <IconButton
        icon={Check}
        name={t('chips.add')}
        type="submit"
        onPointerDown={(event) => event.preventDefault()}
      />
    </form>
  );
}
