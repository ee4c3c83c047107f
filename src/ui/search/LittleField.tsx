import { Check, type IconNode } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { IconButton } from '../parts/Button';
import { Icon } from '../parts/Icon';
import css from './Chips.module.css';

interface Props {
  icon: IconNode;
  /** On the button that opens it. */
  words: string;
  /** Of the field itself. */
  label: string;
  /** What stands in it at first. */
  initial?: string;
  /** Hook for tests: of the button; the field's ends in "-words". */
  id: string;
  onDone: (words: string) => void;
}

/** A button in the line of chips that opens into a field for a few words. */
export function LittleField({ icon, words, label, initial = '', id, onDone }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  // Before the next key: it belongs to the field already.
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
          // Whoever goes elsewhere without a word of their own did not want it.
          if (event.currentTarget.value.trim() === initial) setOpen(false);
        }}
      />
      {/* Taken on the way down: the field would close before the click. */}
      <IconButton
        icon={Check}
        name={t('chips.add')}
        type="submit"
        onPointerDown={(event) => event.preventDefault()}
      />
    </form>
  );
}
