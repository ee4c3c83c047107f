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

const UpgradeLine = later(async () => (await import('../models/UpgradeLine')).UpgradeLine);
const Albums = later(async () => (await import('./Albums')).Albums);

/** Whether the library is empty and nothing is queued; then the first screen is shown. */
export function isEmpty({
  opened,
  photos,
  indexing,
}: Pick<Session, 'opened' | 'photos' | 'indexing'>): boolean {
  const { state, total, done, failed } = indexing.value;
  return opened.value && photos.value.length === 0 && state === 'idle' && total <= done + failed;
}

/** The main place: the whole library by month, or the results of a query. */
export function Find({ libraryScroll }: { libraryScroll: ScrollMemory }) {
  const session = useSession();
  const answer = session.answer.value;
  useEffect(() => {
    // Prefetches the code of results once the first screen is rendered, before the first query needs it.
    void loadResults().catch(() => undefined);
  }, []);
  if (!session.opened.value) return <output class={css.opening}>{t('app.opening')}</output>;
  if (isEmpty(session)) return <Empty />;
  if (answer.state === 'found' || answer.state === 'problem') return <Results answer={answer} />;
  const upgrade = session.models.upgrade.value;
  const albums = session.searches.kept.value.saved.length > 0 && (
    <div class={css.albums}>
      <Albums />
    </div>
  );
  const above = (
    <>
      {upgrade && <UpgradeLine upgrade={upgrade} />}
      {albums}
    </>
  );
  return <Library scroll={libraryScroll} above={above} />;
}
