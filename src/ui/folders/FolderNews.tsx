import { X } from 'lucide';
import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button, IconButton } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Folders.module.css';
import { FoundSheet } from './FoundSheet';
import { MissingSheet } from './MissingSheet';

/** What looks at the folders have found, in lines over the photos: new photos, and missing ones. */
export function FolderNews() {
  const session = useSession();
  const [open, setOpen] = useState<'found' | 'missing' | null>(null);
  const close = () => setOpen(null);
  const missing = session.sources.value.reduce((sum, source) => sum + source.missing, 0);
  const numbers = new Set(session.library.found.value);
  // Some may have been removed since.
  const found = numbers.size > 0 ? session.photos.value.filter(({ no }) => numbers.has(no)) : [];
  return (
    <>
      <div aria-live="polite">
        {found.length > 0 && (
          <section class={css.news} data-testid="found-photos" data-count={found.length}>
            <p>{t('folders.found', { count: found.length })}</p>
            <Button data-testid="found-show" onClick={() => setOpen('found')}>
              {t('folders.show')}
            </Button>
            <IconButton icon={X} name={t('app.dismiss')} onClick={() => session.library.dismissFound()} />
          </section>
        )}
        {missing > 0 && (
          <section class={css.news} data-testid="missing-photos" data-count={missing}>
            <p>{t('folders.missing', { count: missing })}</p>
            <Button data-testid="missing-show" onClick={() => setOpen('missing')}>
              {t('folders.decide')}
            </Button>
          </section>
        )}
      </div>
      {open === 'found' && <FoundSheet photos={found} onClose={close} />}
      {open === 'missing' && <MissingSheet offered onClose={close} />}
    </>
  );
}
