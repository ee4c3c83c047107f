import { X } from 'lucide';
import { useEffect } from 'preact/hooks';
import type { Notice } from '#session/shell/contract';
import { problemText, t } from '../i18n';
import { Button, IconButton } from '../parts/Button';
import { useSession } from '../use-session';
import css from './NoticeList.module.css';

/** How long a notice that is not a problem stays, in milliseconds. */
const STAYS = 6000;

/** The newer version, which waits, and what was done or failed. */
export function NoticeList() {
  const { shell } = useSession();
  return (
    <>
      {shell.updateWaiting.value && (
        <div class={css.notice}>
          <p>{t('app.newVersion')}</p>
          <Button variant="plain" class={css.verb} onClick={() => shell.update()}>
            {t('app.reload')}
          </Button>
        </div>
      )}
      {shell.notices.value.map((notice) => (
        <OneNotice key={notice.id} notice={notice} />
      ))}
    </>
  );
}

function OneNotice({ notice }: { notice: Notice }) {
  const { shell } = useSession();
  const dismiss = () => shell.dismiss(notice.id);
  useEffect(() => {
    // A problem stays until it is dismissed, because it says what to do.
    if (notice.problem || notice.stays) return;
    const timer = setTimeout(dismiss, STAYS);
    return () => clearTimeout(timer);
  }, []);
  const problem = notice.problem && problemText(notice.problem);
  return (
    <div class={css.notice}>
      <p>
        {problem ? (
          <>
            <strong>{problem.what}</strong> {problem.hint} {notice.detail && <small>{notice.detail}</small>}
          </>
        ) : (
          notice.done && t(`done.${notice.done}`, { count: notice.count ?? 1, name: notice.name ?? '' })
        )}
      </p>
      <IconButton icon={X} name={t('app.dismiss')} onClick={dismiss} />
    </div>
  );
}
