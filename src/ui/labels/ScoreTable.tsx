import { useSignalEffect } from '@preact/signals';
import { ArrowDown, ArrowUp } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { Thumbnail } from '../grid/Thumbnail';
import { lastSeen, viewPhotos } from '../grid/viewing';
import { t } from '../i18n';
import { classes } from '../parts/classes';
import { Icon } from '../parts/Icon';
import css from './ScoreTable.module.css';
import { partsInSight, pressed, type Sort } from './table-order';

export interface Cell {
  text: string;
  /** Length of its bar, 0..1. */
  share: number;
  /** Whether it is highlighted. */
  strong: boolean;
}

interface Props {
  photos: readonly PhotoCard[];
  /** Indexes into `photos`, in display order. */
  rows: readonly number[];
  columns: readonly string[];
  cell(row: number, column: number): Cell;
  sort: Sort;
  onSort: (sort: Sort) => void;
}

/** Sizes in CSS pixels. They are fixed, so that every position is known before rendering. */
const ROW = 60;
const HEAD = 48;
const NARROWEST = 124;
const WIDEST = 260;
const FIRST = { wide: 300, phone: 92 };
const PHONE = 600;

/**
 * A table of photos and scores in a region that scrolls in both directions, with sticky header and first
 * column. It is virtualised: only visible rows and columns are in the document, so aria attributes give the
 * full size.
 */
export function ScoreTable({ photos, rows, columns, cell, sort, onSort }: Props) {
  const region = useRef<HTMLElement>(null);
  const sight = useSight(region);
  const first = sight.width < PHONE ? FIRST.phone : FIRST.wide;
  const width = columnWidth(sight.width - first, columns.length);
  const across = partsInSight(columns.length, width, sight.left, sight.width - first, 2);
  const down = partsInSight(rows.length, ROW, sight.top, sight.height, 8);
  const shown = columns.slice(across.from, across.to);
  useFocusOnReturn(region);

  const open = (index: number) =>
    viewPhotos({ photos: rows.map((row) => photos[row] as PhotoCard), matches: null, index });

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be focusable by keyboard
    <section ref={region} class={css.region} tabIndex={0} aria-label={t('labels.tableOf')}>
      {/* As large as all rows and columns; padding takes the space of those that are not rendered. */}
      <div
        style={{
          width: `${first + columns.length * width}px`,
          height: `${HEAD + rows.length * ROW}px`,
          padding: `${down.from * ROW}px 0 0 ${across.from * width}px`,
        }}
      >
        <table
          data-testid="score-table"
          style={{ width: `${first + shown.length * width}px` }}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
        >
          <colgroup>
            <col style={{ width: `${first}px` }} />
            <col span={Math.max(1, shown.length)} />
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <Head title={t('labels.photo')} index={1} by="photo" sort={sort} onSort={onSort} />
              {shown.map((title, i) => {
                const column = across.from + i;
                return (
                  <Head
                    key={column}
                    title={title}
                    index={column + 2}
                    by={column}
                    sort={sort}
                    onSort={onSort}
                  />
                );
              })}
            </tr>
          </thead>
          <tbody>
            {rows.slice(down.from, down.to).map((row, i) => {
              const index = down.from + i;
              const photo = photos[row] as PhotoCard;
              return (
                <tr
                  key={photo.no}
                  aria-rowindex={index + 2}
                  data-testid="score-row"
                  data-no={photo.no}
                  data-name={photo.name}
                >
                  <th scope="row" aria-colindex={1}>
                    <button type="button" class={css.photo} onClick={() => open(index)}>
                      <span class={css.face}>
                        <Thumbnail key={photo.no} photo={photo} />
                      </span>
                      <span class={classes(css.name, 'visually-hidden-on-phone')}>{photo.name}</span>
                    </button>
                  </th>
                  {shown.map((_, i) => {
                    const column = across.from + i;
                    return <Value key={column} index={column + 2} {...cell(row, column)} />;
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Head({
  title,
  index,
  by,
  sort,
  onSort,
}: {
  title: string;
  index: number;
  by: Sort['by'];
  sort: Sort;
  onSort: (sort: Sort) => void;
}) {
  const own = sort.by === by;
  return (
    <th
      scope="col"
      aria-colindex={index}
      aria-sort={own ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" class={css.head} title={title} onClick={() => onSort(pressed(sort, by))}>
        <span>{title}</span>
        {own && <Icon of={sort.descending ? ArrowDown : ArrowUp} size={14} />}
      </button>
    </th>
  );
}

function Value({ index, text, share, strong }: Cell & { index: number }) {
  return (
    <td aria-colindex={index} class={strong ? css.strong : undefined}>
      <span>{text}</span>
      <span class={css.bar} aria-hidden="true">
        <span style={{ transform: `scaleX(${Math.max(0, Math.min(1, share))})` }} />
      </span>
    </td>
  );
}

/** Returns a column's width: few columns share the available width, many get a minimum and scroll. */
function columnWidth(room: number, columns: number): number {
  return Math.floor(Math.min(WIDEST, Math.max(NARROWEST, room / Math.max(1, columns))));
}

/** Returns the scroll position and the size of the region, in CSS pixels. */
function useSight(region: { current: HTMLElement | null }) {
  const [sight, setSight] = useState({ top: 0, left: 0, width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = region.current;
    if (!element) return;
    const measure = () => {
      const { scrollTop, scrollLeft, clientWidth, clientHeight } = element;
      setSight({ top: scrollTop, left: scrollLeft, width: clientWidth, height: clientHeight });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);
  return sight;
}

/** After the viewer closes, focuses the photo that was seen last if its row is rendered, else the region. */
function useFocusOnReturn(region: { current: HTMLElement | null }): void {
  useSignalEffect(() => {
    const seen = lastSeen.value;
    if (!seen) return;
    lastSeen.value = null;
    const row = region.current?.querySelector<HTMLElement>(`[data-no="${seen.no}"] button`);
    (row ?? region.current)?.focus();
  });
}
