import type { ReadonlySignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Month } from '../grid/months';
import type { Layout } from '../grid/rows';
import { coveredBottom, coveredTop } from '../grid/scrolling';
import { formatMonth, t } from '../i18n';
import { classes } from '../parts/classes';
import css from './Timeline.module.css';
import { marksOf, type Stop, stopAt, stopByKey, stopsOf } from './timeline-stops';

interface Props {
  months: readonly Month[];
  /** Layout of the grid. */
  layout: ReadonlySignal<Layout | null>;
  /** The grid, or a container that it fills. */
  grid: RefObject<HTMLElement | null>;
}

const ROOM = { year: 22, dot: 9 };
/** How long it stays visible on a phone after the last scroll event, in milliseconds. */
const STAYS = 1400;

/** Months along the right edge of a long library, positioned in proportion to the grid; a tap or drag scrolls there. */
export function Timeline({ months, layout, grid }: Props) {
  const rail = useRef<HTMLDivElement>(null);
  /** The line itself, a little shorter than the rail. */
  const line = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const { value } = layout;
  const stops = useMemo(() => (value ? stopsOf(months, value) : []), [value, months]);
  const [length, setLength] = useState(0);
  const [current, setCurrent] = useState(0);
  /** Position of the pointer while it drags or hovers; otherwise null. */
  const [pointed, setPointed] = useState<{ stop: Stop; share: number } | null>(null);
  const [awake, setAwake] = useState(false);
  const dragging = useRef(false);

  const gridTop = () => (grid.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
  const goTo = (top: number) => scrollTo({ top: gridTop() + top - coveredTop(), behavior: 'instant' });

  useLayoutEffect(() => {
    const measure = () => setLength(innerHeight - coveredTop() - coveredBottom());
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);

  useEffect(() => {
    if (!value) return;
    let sleep = 0;
    const follow = () => {
      const share = Math.min(1, Math.max(0, (window.scrollY + coveredTop() - gridTop()) / value.height));
      // Written to the style directly, because this runs in every frame of scrolling.
      thumb.current?.style.setProperty('--share', String(share));
      setCurrent(stopAt(stops, share + 0.5 / value.height));
    };
    const onScroll = () => {
      follow();
      setAwake(true);
      clearTimeout(sleep);
      sleep = window.setTimeout(() => setAwake(dragging.current), STAYS);
    };
    follow();
    addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(sleep);
      removeEventListener('scroll', onScroll);
    };
  }, [stops]);

  if (!value) return null;

  const shareOf = (event: PointerEvent) => {
    const box = line.current?.getBoundingClientRect();
    return box ? Math.min(1, Math.max(0, (event.clientY - box.top) / box.height)) : 0;
  };
  const point = (event: PointerEvent) => {
    const share = shareOf(event);
    const stop = stops[stopAt(stops, share)];
    if (stop) setPointed({ stop, share });
    if (dragging.current) goTo(share * value.height);
  };
  const release = () => {
    dragging.current = false;
    setPointed(null);
  };
  const here = stops[current];
  return (
    <div
      ref={rail}
      class={classes(css.timeline, awake && css.awake)}
      data-testid="timeline"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        // Prevents a native drag and the selection of text.
        event.preventDefault();
        thumb.current?.focus({ preventScroll: true });
        rail.current?.setPointerCapture(event.pointerId);
        dragging.current = true;
        point(event);
      }}
      onPointerMove={point}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={() => !dragging.current && setPointed(null)}
    >
      <div ref={line} class={css.line}>
        {marksOf(stops, length, ROOM).map(({ stop, year }) => (
          <span
            key={stop.top}
            aria-hidden="true"
            class={year === null ? css.dot : css.year}
            style={{ top: `${stop.share * 100}%` }}
          >
            {year}
          </span>
        ))}
        <div
          ref={thumb}
          class={css.thumb}
          role="slider"
          tabIndex={0}
          aria-label={t('library.timeline')}
          aria-orientation="vertical"
          aria-valuemin={0}
          aria-valuemax={stops.length - 1}
          aria-valuenow={current}
          aria-valuetext={here ? formatMonth(here.time) : ''}
          onKeyDown={(event) => {
            const to = stopByKey(stops, current, event.key);
            const stop = to === null ? undefined : stops[to];
            if (!stop || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            goTo(stop.top);
          }}
        />
        {pointed && (
          <span class={css.bubble} style={{ top: `${pointed.share * 100}%` }} aria-hidden="true">
            {formatMonth(pointed.stop.time)}
          </span>
        )}
      </div>
    </div>
  );
}
