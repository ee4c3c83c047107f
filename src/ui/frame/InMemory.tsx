import { t } from '../i18n';
import css from './InMemory.module.css';

/** Says, in a line over the photos, that the browser stores nothing: they are gone with the tab. */
export function InMemory() {
  return (
    <section class={css.line} data-testid="in-memory">
      <p>{t('library.inMemory')}</p>
    </section>
  );
}
