import { t } from '../i18n';
import { formatBytes } from '../i18n/amounts';
import { useSession } from '../use-session';
import css from './Settings.module.css';
import { useStorage } from './use-storage';

/** How much storage the library uses, and whether it is persistent. */
export function Storage() {
  const session = useSession();
  const use = useStorage();
  if (session.library.inMemory.value) return <p>{t('library.inMemory')}</p>;
  if (use === undefined) return <p class={css.quiet}>–</p>;
  if (!use) return <p class={css.quiet}>{t('settings.storageUnknown')}</p>;
  return (
    <>
      <p>{t('settings.used', { used: formatBytes(use.bytes), quota: formatBytes(use.quota) })}</p>
      <p class={css.quiet}>{use.persisted ? t('settings.persisted') : t('settings.notPersisted')}</p>
    </>
  );
}
