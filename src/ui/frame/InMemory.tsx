import css from '../folders/Folders.module.css';
import { t } from '../i18n';

/** Says, in a line over the photos, that the browser stores nothing: they are gone with the tab. */
export function InMemory() {
  return (
    <section class={css.news} data-testid="in-memory">
      <p>{t('library.inMemory')}</p>
    </section>
  );
}
