import { select } from 'd3-selection';
import { type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity } from 'd3-zoom';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PhotoNo } from '#core/photo';
import { Thumbnail } from '../../grid/Thumbnail';
import { CanvasThumbnails } from '../../parts/canvas-thumbnails';
import { classes } from '../../parts/classes';
import { type MapMoves, mapFrame, moveByKey, useTheme, ZoomButtons } from '../../parts/MapControls';
import { useSession } from '../../use-session';
import { drawMap } from './drawing';
import css from './Map.module.css';
import { nearestTo, type Plan, type Point, type View } from './points';

interface Props {
  points: readonly Point[];
  marked: ReadonlySet<PhotoNo>;
  /** Label for screen readers. */
  label: string;
  /** Called with the points in view, the nearest to the middle first, once the map has stopped moving. */
  onRest: (points: readonly Point[]) => void;
  /** Called to open a photo, with its neighbours after it, the nearest first. */
  onOpen: (points: readonly Point[]) => void;
}

const FARTHEST_IN = 80;
/** Margin around the map, as a fraction of the shorter edge. */
const MARGIN = 0.04;
/** Largest distance of the pointer from a dot that it hits, in CSS pixels. */
const REACH = 14;
const REST = 140;

interface Pointed {
  point: Point;
  x: number;
  y: number;
}

/** The map: wheel, pinch and drag are handled by d3-zoom, keys and buttons do the same. */
export function MapCanvas({ points, marked, label, onRest, onOpen }: Props) {
  const session = useSession();
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const transform = useRef<ZoomTransform>(zoomIdentity);
  const behavior = useRef<ZoomBehavior<HTMLCanvasElement, unknown> | null>(null);
  const plan = useRef<Plan>({ tiles: [], dots: [] });
  const [pointed, setPointed] = useState<Pointed | null>(null);
  /** Latest props and state, for the drawing, which runs outside of rendering. */
  const latest = useRef({ points, marked, pointed, onRest });
  latest.current = { points, marked, pointed, onRest };
  const drawAgain = useRef<() => void>(() => undefined);

  const viewOf = (): View => {
    const { clientWidth: width = 1, clientHeight: height = 1 } = canvas.current ?? {};
    const edge = Math.min(width, height) * (1 - 2 * MARGIN);
    const { k, x, y } = transform.current;
    const [left, top] = [(width - edge) / 2, (height - edge) / 2];
    return { width, height, scale: edge * k, left: left * k + x, top: top * k + y };
  };

  useLayoutEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    let frame = 0;
    let rest = 0;
    const draw = () => {
      frame = 0;
      const { points, marked, pointed } = latest.current;
      plan.current = drawMap(
        element,
        viewOf(),
        { points, marked, pointed: pointed?.point.card.no ?? null },
        thumbnails,
      );
    };
    drawAgain.current = () => {
      frame ||= requestAnimationFrame(draw);
    };
    const thumbnails = new CanvasThumbnails(session, drawAgain.current);
    const tellRest = () => {
      clearTimeout(rest);
      rest = window.setTimeout(() => {
        const view = viewOf();
        const middle = { x: view.width / 2, y: view.height / 2 };
        latest.current.onRest(at(latest.current.points, nearestTo(latest.current.points, view, middle)));
      }, REST);
    };
    const zooming = zoom<HTMLCanvasElement, unknown>()
      .scaleExtent([1, FARTHEST_IN])
      .on('zoom', (event: { transform: ZoomTransform }) => {
        transform.current = event.transform;
        setPointed(null);
        drawAgain.current();
        tellRest();
      });
    behavior.current = zooming;
    select(element).call(zooming).on('dblclick.zoom', null);
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      element.width = Math.round(width * devicePixelRatio);
      element.height = Math.round(height * devicePixelRatio);
      zooming.translateExtent([
        [0, 0],
        [width, height],
      ]);
      draw();
      tellRest();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      clearTimeout(rest);
      thumbnails.close();
    };
  }, []);

  useEffect(() => drawAgain.current(), [points, marked, pointed, theme]);

  const pointAt = (x: number, y: number): Point | null => {
    const tile = plan.current.tiles.find(
      ({ left, top, edge }) => x >= left && y >= top && x < left + edge && y < top + edge,
    );
    if (tile) return points[tile.point] ?? null;
    const view = viewOf();
    const nearest = points[nearestTo(points, view, { x, y })[0] ?? -1];
    if (!nearest) return null;
    const away = Math.hypot(nearest.x * view.scale + view.left - x, nearest.y * view.scale + view.top - y);
    return away <= REACH ? nearest : null;
  };
  const follow = (event: PointerEvent | MouseEvent) => {
    const point = pointAt(event.offsetX, event.offsetY);
    setPointed(point && { point, x: event.offsetX, y: event.offsetY });
    return point;
  };
  const open = (point: Point) => {
    const view = viewOf();
    const at_ = { x: point.x * view.scale + view.left, y: point.y * view.scale + view.top };
    const around = at(points, nearestTo(points, view, at_)).filter((other) => other !== point);
    onOpen([point, ...around]);
  };
  const zoomBy = (factor: number) => {
    if (canvas.current) behavior.current?.scaleBy(select(canvas.current), factor);
  };
  const moveBy = (x: number, y: number) => {
    const { k } = transform.current;
    if (canvas.current) behavior.current?.translateBy(select(canvas.current), x / k, y / k);
  };
  const showAll = () => {
    if (canvas.current) behavior.current?.transform(select(canvas.current), zoomIdentity);
  };
  const moves: MapMoves = { zoomBy, moveBy, showAll };

  return (
    <div class={classes(mapFrame, css.map)}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it handles its own keys, so it is an application */}
      <canvas
        ref={canvas}
        role="application"
        tabIndex={0}
        aria-label={label}
        data-testid="map"
        data-points={points.length}
        onPointerMove={(event) => event.pointerType === 'mouse' && event.buttons === 0 && follow(event)}
        onPointerLeave={(event) => event.pointerType === 'mouse' && setPointed(null)}
        onClick={(event) => {
          const point = follow(event);
          // Touch has no hover: the first tap shows the preview, the second opens the photo.
          const shown =
            pointed?.point === point || event.detail === 0 || matchMedia('(hover: hover)').matches;
          if (point && shown) open(point);
        }}
        onKeyDown={(event) => moveByKey(event, moves)}
      />
      {pointed && (
        <div
          class={css.pointed}
          data-testid="map-pointed"
          data-name={pointed.point.card.name}
          style={{ left: `${pointed.x}px`, top: `${pointed.y}px` }}
          data-below={pointed.y < 190 ? '' : undefined}
          aria-hidden="true"
        >
          <span class={css.pointedPicture}>
            <Thumbnail key={pointed.point.card.no} photo={pointed.point.card} />
          </span>
          <span class={css.pointedName}>{pointed.point.card.name}</span>
        </div>
      )}
      <ZoomButtons {...moves} />
    </div>
  );
}

function at(points: readonly Point[], indexes: readonly number[]): Point[] {
  return indexes.flatMap((index) => points[index] ?? []);
}
