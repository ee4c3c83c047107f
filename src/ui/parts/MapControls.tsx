/** What the maps of the app share: the frame of their canvas, the keys that move it, and buttons that zoom. */

import { Maximize, Minus, Plus } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n';
import { useSession } from '../use-session';
import { IconButton } from './Button';
import css from './MapControls.module.css';

/** Class of the element around the canvas. */
export const mapFrame = css.frame;

/** What a press zooms by. */
export const ZOOM_STEP = 2;
/** Distance that an arrow key moves the map, in CSS pixels. */
const STRIDE = 90;

export interface MapMoves {
  /** Zooms around the middle. */
  zoomBy(factor: number): void;
  /** Moves what is seen by CSS pixels. */
  moveBy(x: number, y: number): void;
  showAll(): void;
}

/** Changes with the theme, of the app or of the system: a canvas does not follow it by itself. */
export function useTheme(): string {
  const { shell } = useSession();
  const [dark] = useState(() => matchMedia('(prefers-color-scheme: dark)'));
  const [isDark, setDark] = useState(dark.matches);
  useEffect(() => {
    const follow = () => setDark(dark.matches);
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, []);
  return `${shell.theme.value} ${isDark}`;
}

/** Arrow keys move, + and - zoom, 0 shows all. Other keys are left to others. */
export function moveByKey(event: KeyboardEvent, { zoomBy, moveBy, showAll }: MapMoves): void {
  const byKey: Record<string, () => void> = {
    '+': () => zoomBy(ZOOM_STEP),
    '=': () => zoomBy(ZOOM_STEP),
    '-': () => zoomBy(1 / ZOOM_STEP),
    '0': showAll,
    ArrowLeft: () => moveBy(STRIDE, 0),
    ArrowRight: () => moveBy(-STRIDE, 0),
    ArrowUp: () => moveBy(0, STRIDE),
    ArrowDown: () => moveBy(0, -STRIDE),
  };
  const act = byKey[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}

/** The same by press. */
export function ZoomButtons({ zoomBy, showAll }: MapMoves) {
  return (
    <div class={css.zoom}>
      <IconButton icon={Plus} name={t('tidy.zoomIn')} onClick={() => zoomBy(ZOOM_STEP)} />
      <IconButton icon={Minus} name={t('tidy.zoomOut')} onClick={() => zoomBy(1 / ZOOM_STEP)} />
      <IconButton icon={Maximize} name={t('tidy.zoomAll')} onClick={showAll} />
    </div>
  );
}
