import { EllipsisVertical, Share } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { InstallWay } from '#session/shell/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { useSession } from '../use-session';
import css from './Settings.module.css';

/** Installs the app, or shows how the user does it in this browser; nothing if it is installed. */
export function Install() {
  const { shell } = useSession();
  const [way, setWay] = useState<InstallWay>(null);
  useEffect(() => {
    let gone = false;
    shell.installWay().then((found) => {
      if (!gone) setWay(found);
    });
    return () => {
      gone = true;
    };
  }, []);
  if (shell.installable.value) {
    return (
      <>
        <p class={css.quiet}>{t('settings.installText')}</p>
        <div class={css.verbs}>
          <Button variant="primary" onClick={() => void shell.install()}>
            {t('settings.install')}
          </Button>
        </div>
      </>
    );
  }
  if (!way) return null;
  return (
    <div class={css.hint} data-testid="install-way" data-way={way}>
      {way !== 'dock' && <Icon of={way === 'share' ? Share : EllipsisVertical} />}
      <p>{t(`settings.install_${way}`)}</p>
    </div>
  );
}
