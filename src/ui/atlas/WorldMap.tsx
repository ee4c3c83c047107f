import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { boundsOf, type GeoBounds } from '#core/bounds';
import { t } from '../i18n';
import { CanvasThumbnails } from '../parts/canvas-thumbnails';
import { classes } from '../parts/classes';
import { type MapMoves, mapFrame, moveByKey, useTheme, ZOOM_STEP, ZoomButtons } from '../parts/MapControls';
import { useSession } from '../use-session';
import css from './Atlas.module.css';
import { type AreaDrawing, drawsArea, useAreaDrawing } from './area-drawing';
import { drawWorld, type Scene } from './drawing';
import { type Group, groupAt } from './gathering';
import { boundsIn, middleIn } from './view';
import { Zooming } from './zooming';

interface Props extends Scene {
  /** Whether the next drag draws an area. */
  selecting: boolean;
  onGroup: (group: Group) => void;
  onArea: (bounds: GeoBounds) => void;
  /** Called with what returns the bounds in view. */
  onReady: (boundsInView: () => GeoBounds) => void;
}

/** What was in view when the place was left. */
let left: { middle: { x: number; y: number }; scale: number } | null = null;

/** The map of the world: photos gathered by zoom. Wheel, pinch and drag move it, keys and buttons do the same. */
export function WorldMap({ selecting, onGroup, onArea, onReady, ...scene }: Props) {
  const session = useSession();
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const zooming = useRef<Zooming | null>(null);
  const groups = useRef<readonly Group[]>([]);
  const [pointed, setPointed] = useState(false);
  /** Latest props, for what runs outside of rendering. */
  const latest = useRef({ scene, selecting });
  latest.current = { scene, selecting };
  const drawAgain = useRef<() => void>(() => undefined);
  const viewNow = () => zooming.current?.view;
  const area = useAreaDrawing((rectangle) => {
    const view = viewNow();
    if (view) onArea(boundsIn(view, rectangle));
  });

  useLayoutEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    let frame = 0;
    const draw = () => {
      frame = 0;
      const view = viewNow();
      if (!view || view.width === 0) return;
      groups.current = drawWorld(element, view, latest.current.scene, thumbnails);
      tellHooks(element, groups.current);
    };
    drawAgain.current = () => {
      frame ||= requestAnimationFrame(draw);
    };
    const thumbnails = new CanvasThumbnails(session, drawAgain.current);
    zooming.current = new Zooming({
      canvas: element,
      isDrawing: (event) => drawsArea(event, latest.current.selecting),
      onView: drawAgain.current,
      start: left ?? boundsOfAll(latest.current.scene),
    });
    onReady(() => {
      const { width, height } = element.getBoundingClientRect();
      const view = viewNow();
      return boundsIn(view as NonNullable<typeof view>, { left: 0, top: 0, right: width, bottom: height });
    });
    return () => {
      const view = viewNow();
      if (view && view.width > 0) left = { middle: middleIn(view), scale: view.scale };
      zooming.current?.close();
      cancelAnimationFrame(frame);
      thumbnails.close();
    };
  }, []);

  useEffect(() => drawAgain.current(), [scene.points, scene.cards, scene.cities, scene.areas, theme]);

  const showAll = () => {
    const all = boundsOfAll(scene);
    if (all) zooming.current?.show(all);
  };
  const moves: MapMoves = {
    zoomBy: (factor) => zooming.current?.zoomBy(factor),
    moveBy: (x, y) => zooming.current?.moveBy(x, y),
    showAll,
  };
  const at = ({ offsetX, offsetY }: MouseEvent) => groupAt(groups.current, offsetX, offsetY);

  return (
    <div class={classes(mapFrame, css.map)} data-selecting={selecting ? '' : undefined}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it handles its own keys, so it is an application */}
      <canvas
        ref={canvas}
        role="application"
        tabIndex={0}
        aria-label={`${t('atlas.map')}. ${t('atlas.keys')}`}
        data-testid="world"
        data-pointed={pointed ? '' : undefined}
        onPointerDown={(event) => drawsArea(event, selecting) && area.begin(event)}
        onPointerMove={(event) => {
          if (!area.follow(event) && event.pointerType === 'mouse') setPointed(at(event) !== null);
        }}
        onPointerUp={area.end}
        onPointerCancel={area.cancel}
        onClick={(event) => {
          // A drag that drew an area ends with a click too.
          const group = selecting || event.shiftKey ? null : at(event);
          if (group) onGroup(group);
        }}
        onDblClick={(event) =>
          at(event) || zooming.current?.zoomBy(ZOOM_STEP, [event.offsetX, event.offsetY])
        }
        onKeyDown={(event) => moveByKey(event, moves)}
      />
      <Drawn {...area} />
      <ZoomButtons {...moves} />
    </div>
  );
}

/** The area while it is drawn. */
function Drawn({ rectangle }: Pick<AreaDrawing, 'rectangle'>) {
  if (!rectangle) return null;
  const { left, top, right, bottom } = rectangle;
  return (
    <div
      class={css.drawn}
      style={{ left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` }}
    />
  );
}

/** What the canvas shows, for tests and other programs. */
function tellHooks({ dataset }: HTMLCanvasElement, groups: readonly Group[]): void {
  const [largest] = groups;
  dataset.gathered = String(groups.reduce((sum, { photos }) => sum + photos, 0));
  dataset.largest = JSON.stringify(
    largest && { left: largest.left, top: largest.top, photos: largest.photos },
  );
}

function boundsOfAll({ points: { latitudes, longitudes } }: Scene): GeoBounds | null {
  const all = Array.from(latitudes, (latitude, i) => ({ latitude, longitude: longitudes[i] as number }));
  return all.length > 0 ? boundsOf(all) : null;
}
