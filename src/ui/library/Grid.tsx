import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { viewPhotos } from '../photo/viewing';
import { type Match, useSession } from '../session';
import css from './Grid.module.css';
import { PhotoTile } from './PhotoTile';
import { useRoving } from './roving';
import { type HeaderRow, type Layout, layoutRows, type PhotoRow } from './rows';
import { type ScrollMemory, useRowsInSight } from './scrolling';

export interface Section {
  key: string;
  title: string;
  from: number;
  to: number;
}

interface Props {
  /** In the order they stand in. Give the same array while nothing changed. */
  photos: readonly PhotoCard[];
  /** The same photos as matches, for a ranking. */
  matches?: readonly Match[];
  sections: readonly Section[];
  scroll: ScrollMemory;
}

/** Below this width, in CSS pixels, photos stand as squares, three abreast. */
const PHONE = 600;
const GAP = 3;

/**
 * The grid of photos. Only what is in sight is in the document, each photo at its exact place;
 * a photo keeps its element (and its focus) when others come in around it.
 */
export function Grid({ photos, matches, sections, scroll }: Props) {
  const session = useSession();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const phone = width < PHONE;
  const rowHeight = session.rowHeight.value;
  const layout = useMemo<Layout>(() => {
    if (width === 0) return { rows: [], height: 0 };
    const shaping = { width, gap: GAP, headerHeight: phone ? 44 : 52, columns: phone ? 3 : null, rowHeight };
    return layoutRows(photos, sections, shaping);
  }, [photos, sections, width, rowHeight]);

  const inSight = useRowsInSight(box, layout, photos, scroll);
  const roving = useRoving(box, layout, photos);

  const open = (index: number) => viewPhotos({ photos, matches: matches ?? null, index });
  const rows = layout.rows.slice(inSight.from, inSight.to);
  const away = roving.rowOutside(rows);
  const drawn = away ? (away.before ? [away.row, ...rows] : [...rows, away.row]) : rows;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the photos inside, which are buttons
    <div
      ref={box}
      class={css.grid}
      style={{ height: `${layout.height}px` }}
      onKeyDown={roving.onKeyDown}
      onFocusIn={roving.onFocusIn}
    >
      {/* One flat list: a photo that comes to stand in another row keeps its element. */}
      {drawn.flatMap((row) => (row.kind === 'header' ? headerOf(row) : tilesOf(row)))}
    </div>
  );

  function headerOf(row: HeaderRow) {
    const section = sections[row.section];
    return (
      <h2
        key={`section ${section?.key}`}
        class={css.header}
        style={{ top: `${row.top}px`, height: `${row.height}px` }}
      >
        <span>{section?.title}</span>
      </h2>
    );
  }

  function tilesOf(row: PhotoRow) {
    return row.lefts.slice(0, -1).map((left, i) => {
      const index = row.first + i;
      const photo = photos[index];
      if (!photo) return null;
      const right = row.lefts[i + 1] ?? left;
      return (
        <PhotoTile
          key={photo.no}
          photo={photo}
          match={matches?.[index]}
          place={{ left, top: row.top, width: right - left - GAP, height: row.height }}
          active={roving.active === index}
          onOpen={() => open(index)}
        />
      );
    });
  }
}

/** The width of an element in whole CSS pixels; 0 until it is known. */
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
