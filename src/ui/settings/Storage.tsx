import { useEffect, useState } from 'preact/hooks';
import type { StorageUse } from '#session/shell/contract';
import { formatBytes, t } from '../i18n';
import { useSession } from '../use-session';
import css from './Settings.module.css';

/** How much storage the library uses, and whether it is persistent. */
export function Storage() {
  const session = useSession();
  const [use, setUse] = useState<StorageUse | null>();
  const photos = session.photos.value.length;
  useEffect(() => {
    let gone = false;
    session.shell.storage().then((found) => {
      if (!gone) setUse(found);
    });
    return () => {
      gone = true;
    };
  }, [session, photos]);
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
