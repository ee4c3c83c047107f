import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Sheet } from '../parts/Sheet';
import css from './Albums.module.css';

interface Props {
  name: string;
  onRename: (name: string) => void;
  onClose: () => void;
}

/** Renames a saved search. */
export function RenameSheet({ name, onRename, onClose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.select(), []);
  return (
    <Sheet open title={t('albums.rename')} onClose={onClose}>
      <form
        class={css.rename}
        onSubmit={(event) => {
          event.preventDefault();
          const words = field.current?.value.trim();
          if (words) onRename(words);
          onClose();
        }}
      >
        <input
          ref={field}
          type="text"
          defaultValue={name}
          maxLength={80}
          aria-label={t('albums.name')}
          data-testid="album-name"
        />
        <Button type="submit" variant="primary">
          {t('albums.rename')}
        </Button>
      </form>
    </Sheet>
  );
}
