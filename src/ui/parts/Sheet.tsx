import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { IconButton } from './Button';
import { useBack } from './back';
import css from './Sheet.module.css';

interface Props {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

/**
 * A sheet over the page: at the bottom on a phone, in the middle on a laptop. It is a native modal dialog, so
 * focus stays inside, Esc and Back close it, and focus returns to its opener. Its content stays in the document while
 * it is closed.
 */
export function Sheet({ open, title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useId();
  useBack(open, onClose);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click outside closes the sheet; the key for that is Esc
    <dialog
      ref={dialog}
      class={css.sheet}
      aria-labelledby={name}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div class={css.inside}>
        <div class={css.head}>
          <h2 id={name}>{title}</h2>
          <IconButton icon={X} name={t('app.close')} onClick={onClose} />
        </div>
        {children}
      </div>
    </dialog>
  );
}
