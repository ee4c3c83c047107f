import { t } from '../i18n';
import { later } from '../parts/later';
import { useSession } from '../use-session';
import css from './Strip.module.css';

const StripMessages = later(() => import('./lazy').then((module) => module.StripMessages));

/** Progress and problems of the indexing, under the search field; invisible if there is no message. */
export function Strip({ onShowFailed }: { onShowFailed: () => void }) {
  const session = useSession();
  if (!session.opened.value) return null;
  const indexing = session.indexing.value;
  return (
    <section
      class={css.strip}
      aria-label={t('indexing.label')}
      data-testid="indexing"
      data-done={indexing.done}
      data-failed={indexing.failed}
      data-total={indexing.total}
      data-state={indexing.state}
    >
      <StripMessages onShowFailed={onShowFailed} />
    </section>
  );
}
