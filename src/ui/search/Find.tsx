import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Session } from '#session/contract';
import { Grid } from '../grid/Grid';
import { monthsOf } from '../grid/months';
import type { Layout } from '../grid/rows';
import type { ScrollMemory } from '../grid/scrolling';
import { formatMonth, spoken, t } from '../i18n';
import { Empty } from '../library/Empty';
import timed from '../library/Timeline.module.css';
import { Toolbar } from '../library/Toolbar';
import { later } from '../parts/later';
import { useSession } from '../use-session';
import css from './Find.module.css';

const loadResults = () => import('./Results').then((module) => module.Results);
const Results = later(loadResults);
const Timeline = later(() => import('../library/Timeline').then((module) => module.Timeline));

const Albums = later(async () => (await import('./Albums')).Albums);

/** Whether there is nothing to show and nothing on its way: the first screen. */
export function isEmpty({
  opened,
  photos,
  indexing,
}: Pick<Session, 'opened' | 'photos' | 'indexing'>): boolean {
  const { state, total, done, failed } = indexing.value;
  return opened.value && photos.value.length === 0 && state === 'idle' && total <= done + failed;
}

/** The home: the whole library by month, or what was found. */
export function Find({ libraryScroll }: { libraryScroll: ScrollMemory }) {
  const session = useSession();
  const answer = session.answer.value;
  useEffect(() => {
    // The first screen stands: what the first query will need is fetched before it is asked.
    void loadResults().catch(() => undefined);
  }, []);
  if (!session.opened.value) return <output class={css.opening}>{t('app.opening')}</output>;
  if (isEmpty(session)) return <Empty />;
  if (answer.state === 'found' || answer.state === 'problem') return <Results answer={answer} />;
  return <Library scroll={libraryScroll} />;
}

function Library({ scroll }: { scroll: ScrollMemory }) {
  const session = useSession();
  const photos = session.photos.value;
  const language = spoken.value;
  const box = useRef<HTMLDivElement>(null);
  const layout = useSignal<Layout | null>(null);
  const sections = useMemo(
    () => monthsOf(photos).map((month) => ({ ...month, title: formatMonth(month.time) })),
    [photos, language],
  );
  return (
    <>
      <h1 class={css.said}>{t('library.label')}</h1>
      {session.searches.kept.value.saved.length > 0 && (
        <div class={css.albums}>
          <Albums />
        </div>
      )}
      <Toolbar>{photos.length > 0 && t('library.photos', { count: photos.length })}</Toolbar>
      <div ref={box} class={timed.timed}>
        <Grid
          key="library"
          photos={photos}
          sections={sections}
          scroll={scroll}
          onLayout={(next) => {
            layout.value = next;
          }}
        />
        <Timeline months={sections} layout={layout} grid={box} />
      </div>
    </>
  );
}
