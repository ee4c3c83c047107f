import { later } from '../parts/later';
import { useSession } from '../use-session';
import css from './Notices.module.css';

const NoticeList = later(() => import('./over').then((module) => module.NoticeList));

/** Notices at the bottom of the screen; screen readers announce them. */
export function Notices() {
  const { shell } = useSession();
  const isAny = shell.updateWaiting.value || shell.notices.value.length > 0;
  return (
    <div class={css.notices} aria-live="polite">
      {isAny && <NoticeList />}
    </div>
  );
}
