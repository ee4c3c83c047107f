import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Session } from '#session/contract';
import type { ScrollMemory } from '../grid/scrolling';
import { t } from '../i18n';
import { Empty } from '../library/Empty';
import { Library } from '../library/Library';
import { later } from '../parts/later';
import { useSession } from '../use-session';
import css from './Find.module.css';

const loadResults = () => import('./Results').then((module) => module.Results);
const Results = later(loadResults);

const Albums = later(async () => (await import('./Albums')).Albums);

/**
 * Whether the library is empty and nothing is queued; then the first screen is shown. Until the library has been read,
 * the last visit tells, so that nothing moves when it has.
 */
export function isEmpty({
  opened,
  photos,
  indexing,
  shell,
}: Pick<Session, 'opened' | 'photos' | 'indexing' | 'shell'>): boolean {
  if (!opened.value) return !shell.filled.value;
  const { state, total, done, failed } = indexing.value;
  return photos.value.length === 0 && state === 'idle' && total <= done + failed;
}

/** The main place: the whole library by month, or the results of a query. @param days above the library */
export function Find({ libraryScroll, days }: { libraryScroll: ScrollMemory; days: ComponentChildren }) {
  const session = useSession();
  const answer = session.answer.value;
  const empty = isEmpty(session);
  useEffect(() => {
    // Prefetches the code of results once there is something to find.
    if (!empty) void loadResults().catch(() => undefined);
  }, [empty]);
  if (empty) return <Empty />;
  if (!session.opened.value) return <output class={css.opening}>{t('app.opening')}</output>;
  if (answer.state === 'found' || answer.state === 'problem') return <Results answer={answer} />;
  const albums = session.searches.kept.value.saved.length > 0 && (
    <div class={css.albums}>
      <Albums />
    </div>
  );
  return <Library scroll={libraryScroll} above={albums} days={days} />;
}
