import type { TargetedPointerEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { CORNERS, type Corner, gripAt, type Placement, type Region, type Size, toScreen } from './geometry';
import type { Action } from './mode';
import type { Thing } from './offers';
import css from './Surface.module.css';

/** Edge of the grips at the corners, in CSS pixels; the same in Surface.module.css. */
const GRIP = 44;

interface Props {
  region: Region;
  placement: Placement;
  things: readonly Thing[];
  window: Size;
  label: string;
  describedBy: string;
  dispatch: (action: Action) => void;
}

/** The dimmed picture with the region, which is drawn, moved and resized by mouse, pen or one finger. */
export function Surface({ region, placement, things, window, label, describedBy, dispatch }: Props) {
  const focus = useRef<HTMLDivElement>(null);
  useEffect(() => focus.current?.focus({ preventScroll: true }), []);
  const shown = toScreen(region, placement);
  const at = ({ clientX, clientY }: PointerEvent) => ({ x: clientX, y: clientY });
  const onPointerDown = (event: TargetedPointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    // Keeps the focus, and text from being selected.
    event.preventDefault();
    focus.current?.focus({ preventScroll: true });
    event.currentTarget.setPointerCapture(event.pointerId);
    const grip = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-corner]') : null;
    const corner = CORNERS.find((each) => each === grip?.dataset.corner) ?? null;
    dispatch({ type: 'down', pointer: event.pointerId, at: at(event), corner });
  };
  return (
    <>
      <div
        class={css.surface}
        data-testid="region-surface"
        onPointerDown={onPointerDown}
        onPointerMove={(event) => dispatch({ type: 'move', pointer: event.pointerId, at: at(event) })}
        onPointerUp={(event) => dispatch({ type: 'up', pointer: event.pointerId, at: at(event) })}
        onPointerCancel={(event) => dispatch({ type: 'cancel', pointer: event.pointerId })}
      >
        <div
          ref={focus}
          class={css.region}
          // Its keys are its own: a screen reader must not take the arrows.
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved and resized by keys
          tabIndex={0}
          aria-label={label}
          aria-describedby={describedBy}
          data-testid="region"
          style={boxStyle(shown)}
        />
        {CORNERS.map((corner) => (
          <Grip key={corner} {...{ corner, shown, window }} />
        ))}
      </div>
      {things.map(({ kind, words, box }) => (
        <button
          key={`${kind} ${Object.values(box)}`}
          type="button"
          class={css.thing}
          aria-label={thingSaid(kind, words)}
          data-testid="region-thing"
          style={boxStyle(toScreen(box, placement))}
          onClick={() => dispatch({ type: 'choose', box })}
        />
      ))}
    </>
  );
}

function Grip({ corner, shown, window }: { corner: Corner; shown: Region; window: Size }) {
  const { x, y } = gripAt(shown, corner, GRIP, window);
  return <span class={css.grip} data-corner={corner} style={{ left: `${x}px`, top: `${y}px` }} />;
}

function thingSaid(kind: Thing['kind'], words: string): string {
  if (kind === 'words') return t('region.words', { text: words });
  return words || t('people.unnamed');
}

function boxStyle({ x, y, width, height }: Region) {
  return { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` };
}
