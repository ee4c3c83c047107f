import { X } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { Notice } from '#session/shell/contract';
import { hasWords, loadLaterWords, problemText, t } from '../i18n';
import { Button, IconButton } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Notices.module.css';

/** How long a notice that is not a problem stays, in milliseconds. */
const STAYS = 6000;

/** Notices at the bottom of the screen; screen readers announce them. */
export function Notices() {
  const { shell } = useSession();
  return (
    <div class={css.notices} aria-live="polite">
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
    </div>
  );
}

function OneNotice({ notice }: { notice: Notice }) {
  const { shell } = useSession();
  const dismiss = () => shell.dismiss(notice.id);
  const key = notice.problem ? `problem.${notice.problem}.what` : `done.${notice.done}`;
  // Its words may still be on their way, if it is told soon after the first paint.
  const [isWorded, setWorded] = useState(() => hasWords(key));
  useEffect(() => {
    if (isWorded) return;
    loadLaterWords().then(
      () => setWorded(true),
      (error: unknown) => console.error(error),
    );
  }, []);
  useEffect(() => {
    // A problem stays until it is dismissed, because it says what to do.
    if (!isWorded || notice.problem || notice.stays) return;
    const timer = setTimeout(dismiss, STAYS);
    return () => clearTimeout(timer);
  }, [isWorded]);
  if (!isWorded) return null;
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
