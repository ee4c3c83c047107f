import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Settings.module.css';

/** Settings for recent searches: whether they are remembered, and deleting them. */
export function Searches() {
  const session = useSession();
  const { recent, remembers } = session.searches.kept.value;
  return (
    <>
      <p>{t('searches.text')}</p>
      <div class={css.verbs}>
        <Button
          data-testid="forget-recent"
          disabled={recent.length === 0}
          onClick={() => session.searches.forgetRecent()}
        >
          {t('searches.forget')}
        </Button>
        <Button data-testid="remember-searches" onClick={() => session.searches.remember(!remembers)}>
          {remembers ? t('searches.stop') : t('searches.start')}
        </Button>
      </div>
    </>
  );
}
