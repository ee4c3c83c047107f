/** Moves the map on a canvas: wheel, pinch and drag by d3-zoom; the same steps for keys and buttons. */

import { select } from 'd3-selection';
import { type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity } from 'd3-zoom';
import type { GeoBounds } from '#core/bounds';
import type { MapPoint } from './projection';
import { farthestIn, middleIn, NEAREST, type View, viewOf } from './view';

/** Largest movement of a press in CSS pixels: a finger is never still. */
const STILL = 4;

interface Parts {
  canvas: HTMLCanvasElement;
  /** Whether a drag draws an area instead of moving the map. */
  isDrawing: (event: MouseEvent | TouchEvent) => boolean;
  /** Called when another part of the map is in view. */
  onView: (view: View) => void;
  /** What is in view at first. */
  start: GeoBounds | { middle: MapPoint; scale: number } | null;
}

export class Zooming {
  private readonly behavior: ZoomBehavior<HTMLCanvasElement, unknown>;
  private readonly observer: ResizeObserver;
  private transform: ZoomTransform = zoomIdentity;
  /** Of the canvas, in CSS pixels; 0 until it is laid out. */
  width = 0;
  height = 0;

  constructor(private readonly parts: Parts) {
    const { canvas, isDrawing, onView } = parts;
    this.behavior = zoom<HTMLCanvasElement, unknown>()
      .filter((event: MouseEvent | TouchEvent) => {
        if (event.type === 'wheel') return true;
        return !isDrawing(event) && !event.ctrlKey && !('button' in event && event.button !== 0);
      })
      .clickDistance(STILL)
      .on('zoom', ({ transform }: { transform: ZoomTransform }) => {
        this.transform = transform;
        onView(this.view);
      });
    // Its own double click moves slowly, also where less motion is asked for.
    select(canvas).call(this.behavior).on('dblclick.zoom', null);
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(canvas);
  }

  get view(): View {
    const { width, height } = this;
    const { k, x, y } = this.transform;
    return { width, height, scale: farthestIn({ width, height }) * k, left: x, top: y };
  }

  /** @param at position on the screen that stays where it is; the middle if left out */
  zoomBy(factor: number, at?: [x: number, y: number]): void {
    this.behavior.scaleBy(select(this.parts.canvas), factor, at);
  }

  /** Moves what is seen by CSS pixels. */
  moveBy(x: number, y: number): void {
    const { k } = this.transform;
    this.behavior.translateBy(select(this.parts.canvas), x / k, y / k);
  }

  show(bounds: GeoBounds): void {
    this.showAt(viewOf(bounds, this));
  }

  showAt({ middle, scale: wanted }: { middle: MapPoint; scale: number }): void {
    const { width, height } = this;
    const base = farthestIn(this);
    const scale = Math.max(base, Math.min(NEAREST, wanted));
    const top = Math.max(height - scale, Math.min(0, height / 2 - middle.y * scale));
    const to = zoomIdentity.translate(width / 2 - middle.x * scale, top).scale(scale / base);
    this.behavior.transform(select(this.parts.canvas), to);
  }

  close(): void {
    this.observer.disconnect();
    select(this.parts.canvas).on('.zoom', null);
  }

  private resize(): void {
    const { canvas, start } = this.parts;
    const isFirst = this.width === 0;
    const before = this.view;
    this.width = canvas.clientWidth;
    this.height = canvas.clientHeight;
    if (this.width === 0 || this.height === 0) return;
    canvas.width = Math.round(this.width * devicePixelRatio);
    canvas.height = Math.round(this.height * devicePixelRatio);
    const base = farthestIn(this);
    this.behavior.scaleExtent([1, NEAREST / base]).translateExtent([
      [Number.NEGATIVE_INFINITY, 0],
      [Number.POSITIVE_INFINITY, base],
    ]);
    if (!isFirst) this.showAt({ middle: middleIn(before), scale: before.scale });
    else if (!start) this.showAt({ middle: { x: 0.5, y: 0.5 }, scale: base });
    else if ('middle' in start) this.showAt(start);
    else this.show(start);
  }
}
