import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import type { Match } from '#session/finding/contract';
import { classes } from '../parts/classes';
import { useSession } from '../use-session';
import css from './Grid.module.css';
import { useSelecting } from './grid-selecting';
import { PhotoTile } from './PhotoTile';
import { useRoving } from './roving';
import { type HeaderRow, type Layout, layoutRows, type PhotoRow } from './rows';
import { type ScrollMemory, useRowsInSight } from './scrolling';
import { selection } from './selection';
import { viewPhotos } from './viewing';

export interface Section {
  key: string;
  title: string;
  from: number;
  to: number;
  /** Whether this section is below the line. */
  isLine?: boolean;
}

export interface BadgePlace {
  /** Of the photo, in CSS pixels of the grid. */
  place: { left: number; top: number; width: number };
  /** Whether the photo, and so its badge, is in the tab order. */
  active: boolean;
  isSpread: boolean;
}

interface Props {
  /** In display order. Pass the same array while nothing has changed: the layout is memoised by it. */
  photos: readonly PhotoCard[];
  /** The same photos as matches, for a ranking. */
  matches?: readonly Match[];
  /** Notes on photos that are not matches; see `PhotoTile`. */
  note?: (index: number) => string;
  sections: readonly Section[];
  /** A new object means a new list: scroll position and focus of the last one are dropped. */
  scroll: ScrollMemory;
  /** Called with each new layout. */
  onLayout?: (layout: Layout) => void;
  /** Draws the badge of a match with a stack. Spread: the photos of the stack follow. */
  badge?: (match: Match, at: BadgePlace) => ComponentChildren;
}

/** Below this width, in CSS pixels, photos are squares in three columns. */
const PHONE = 600;
const GAP = 3;

/**
 * The virtualised grid of photos: only rows near the window are in the document, absolutely positioned. A
 * photo keeps its element (and its focus) when others are added around it.
 */
export function Grid({ photos, matches, note, sections, scroll, onLayout, badge }: Props) {
  const { shell } = useSession();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const phone = width < PHONE;
  const rowHeight = shell.rowHeight.value;
  const layout = useMemo<Layout>(() => {
    if (width === 0) return { rows: [], height: 0 };
    const shaping = { width, gap: GAP, headerHeight: phone ? 44 : 52, columns: phone ? 3 : null, rowHeight };
    return layoutRows(photos, sections, shaping);
  }, [photos, sections, width, rowHeight]);

  useLayoutEffect(() => onLayout?.(layout), [layout]);
  const inSight = useRowsInSight(box, layout, photos, scroll);
  const roving = useRoving(box, layout, photos, scroll);
  const selecting = useSelecting(box, photos);
  const selected = selection.value?.photos;

  const open = (index: number) => viewPhotos({ photos, matches: matches ?? null, index });
  const rows = layout.rows.slice(inSight.from, inSight.to);
  const away = roving.rowOutside(rows);
  const drawn = away ? (away.before ? [away.row, ...rows] : [...rows, away.row]) : rows;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles the keys of the buttons inside
    <div
      ref={box}
      class={classes(css.grid, selected && css.selecting)}
      style={{ height: `${layout.height}px` }}
      onKeyDown={(event) => selecting.onKeyDown(event, roving.active, roving.onKeyDown(event))}
      onFocusIn={roving.onFocusIn}
    >
      {/* One flat list, so that a photo that moves to another row keeps its element. */}
      {drawn.flatMap((row) => (row.kind === 'header' ? [headerOf(row)] : tilesOf(row)))}
    </div>
  );

  function headerOf(row: HeaderRow) {
    const section = sections[row.section];
    return (
      <h2
        key={`section ${section?.key}`}
        class={classes(css.header, section?.isLine && css.isLine)}
        style={{ top: `${row.top}px`, height: `${row.height}px` }}
      >
        <span>{section?.title}</span>
      </h2>
    );
  }

  function tilesOf(row: PhotoRow) {
    return row.lefts.slice(0, -1).flatMap((left, i) => {
      const index = row.first + i;
      const photo = photos[index];
      if (!photo) return [];
      const right = row.lefts[i + 1] ?? left;
      const match = matches?.[index];
      const place = { left, top: row.top, width: right - left - GAP, height: row.height };
      const active = roving.active === index;
      return [
        <PhotoTile
          key={photo.no}
          photo={photo}
          match={match}
          note={note?.(index)}
          place={place}
          active={active}
          selected={selected?.has(photo.no)}
          onClick={(event) => selecting.onClick(event, photo) || open(index)}
          onOpen={() => open(index)}
        />,
        match &&
          badge &&
          match.stack.length > 0 &&
          badge(match, { place, active, isSpread: photos[index + 1]?.no === match.stack[0]?.photo.no }),
      ];
    });
  }
}

/** Returns the width of an element in whole CSS pixels; 0 until it is known. */
function useWidth(box: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}
