import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Grid } from '../grid/Grid';
import { monthsOf } from '../grid/months';
import type { Layout } from '../grid/rows';
import type { ScrollMemory } from '../grid/scrolling';
import { formatMonth, spoken, t } from '../i18n';
import { later } from '../parts/later';
import { useSession } from '../use-session';
import css from './Library.module.css';
import { Toolbar } from './Toolbar';

const Timeline = later(() => import('./Timeline').then((module) => module.Timeline));

interface Props {
  scroll: ScrollMemory;
  /** Shown above the photos. */
  above: ComponentChildren;
  /** What is offered today, in a place that stays as it is. */
  days: ComponentChildren;
}

/** Smallest height of a library with a timeline, in windows: scrolling is faster in a shorter one. */
const WORTH_IT = 2.5;
/** Width of a photo in the rows of a laptop, in heights; on a phone three squares are a row. */
const USUAL_SHAPE = 4 / 3;

/** The whole library by month, with the timeline beside it. */
export function Library({ scroll, above, days }: Props) {
  const session = useSession();
  const photos = session.photos.value;
  const language = spoken.value;
  const [place] = useState(session.shell.days.peek());
  const box = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const layout = useSignal<Layout | null>(null);
  const sections = useMemo(
    () => monthsOf(photos).map((month) => ({ ...month, title: formatMonth(month.time) })),
    [photos, language],
  );
  // Estimated, so that the timeline's column is there before the rows are laid out.
  const row = session.shell.rowHeight.value;
  const area = innerWidth < 600 ? (innerWidth / 3) ** 2 : row * row * USUAL_SHAPE;
  const isLong = sections.length > 1 && photos.length * area > WORTH_IT * innerWidth * innerHeight;
  useEffect(() => {
    // The button of the first screen is gone, and with it the place of whoever pressed it.
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <h1 ref={title} class="visually-hidden" tabIndex={-1}>
        {t('library.label')}
      </h1>
      {above}
      {place !== 'off' && <div class={place && css.days}>{days}</div>}
      <Toolbar>{photos.length > 0 && t('library.photos', { count: photos.length })}</Toolbar>
      <div ref={box} class={css.timed}>
        <Grid
          key="library"
          photos={photos}
          sections={sections}
          scroll={scroll}
          onLayout={(next) => {
            layout.value = next;
          }}
        />
        {isLong && (
          <div class={css.beside}>
            <Timeline months={sections} layout={layout} grid={box} />
          </div>
        )}
      </div>
    </>
  );
}
