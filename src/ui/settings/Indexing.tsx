import { t } from '../i18n';
import { useSession } from '../use-session';
import css from './Settings.module.css';

/** What indexing may do with the device; not drawn in browsers that leave no choice. */
export function Indexing() {
  const { awake } = useSession().system;
  if (!awake) return null;
  return (
    <section class={css.part}>
      <h2>{t('indexing.label')}</h2>
      <div class={css.body}>
        <label class={css.choice}>
          <input
            type="checkbox"
            data-testid="keep-awake"
            checked={awake.value !== ''}
            onChange={(event) => {
              awake.value = event.currentTarget.checked ? 'yes' : '';
            }}
          />
          <span>{t('settings.awake')}</span>
        </label>
        <p class={css.quiet}>{t('settings.awakeText')}</p>
      </div>
    </section>
  );
}
