import { t } from '../i18n';
import { Button } from './Button';
import { Sheet } from './Sheet';
import css from './Sheet.module.css';

interface Props {
  open: boolean;
  title: string;
  /** What will happen, and what will not be lost. */
  text: string;
  verb: string;
  onYes: () => void;
  onClose: () => void;
}

/** Asks for confirmation before an action that cannot be undone. */
export function Confirm({ open, title, text, verb, onYes, onClose }: Props) {
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      <p>{text}</p>
      <div class={css.actions}>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button
          variant="primary"
          onClick={() => {
            onYes();
            onClose();
          }}
        >
          {verb}
        </Button>
      </div>
    </Sheet>
  );
}
