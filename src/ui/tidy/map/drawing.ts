/** Paints the map on a canvas. */

import type { PhotoNo } from '#core/photo';
import { type CanvasThumbnails, drawSquare } from '../../parts/canvas-thumbnails';
import { type Plan, type Point, planOf, type View } from './points';

export interface Scene {
  points: readonly Point[];
  marked: ReadonlySet<PhotoNo>;
  /** The photo under the pointer, which gets a ring. */
  pointed: PhotoNo | null;
}

interface Inks {
  accent: string;
  paper: string;
  ink: string;
}

/** @returns what was drawn, for hit testing */
export function drawMap(
  canvas: HTMLCanvasElement,
  view: View,
  { points, marked, pointed }: Scene,
  thumbnails: CanvasThumbnails,
): Plan {
  const context = canvas.getContext('2d');
  const plan = planOf(points, view, marked);
  if (!context) return plan;
  const inks = inksOf(canvas);
  const density = canvas.width / view.width;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  drawDots(context, view, plan, points, marked, inks);
  thumbnails.begin();
  for (const { point, left, top, edge } of plan.tiles) {
    const { card, color } = points[point] as Point;
    const picture = thumbnails.get(card.no);
    if (picture) drawSquare(context, picture, left, top, edge);
    else {
      context.fillStyle = color;
      context.fillRect(left, top, edge, edge);
    }
    const isMarked = marked.has(card.no);
    if (!isMarked && card.no !== pointed) continue;
    // A ring of paper colour inside the coloured one, so that it is visible on red photos too.
    ring(context, left, top, edge, 2, inks.paper, 3);
    ring(context, left, top, edge, 0, isMarked ? inks.accent : inks.ink, 3);
  }
  thumbnails.end();
  return plan;
}

function drawDots(
  context: CanvasRenderingContext2D,
  view: View,
  { dots }: Plan,
  points: readonly Point[],
  marked: ReadonlySet<PhotoNo>,
  inks: Inks,
): void {
  // Dots are larger the fewer points there are, and the further the map is zoomed in.
  const edge = Math.min(10, Math.max(3, view.scale / Math.sqrt(points.length) / 8));
  let color = '';
  const late: Point[] = [];
  for (const i of dots) {
    const point = points[i] as Point;
    if (marked.has(point.card.no)) {
      late.push(point);
      continue;
    }
    if (point.color !== color) {
      color = point.color;
      context.fillStyle = color;
    }
    context.fillRect(
      point.x * view.scale + view.left - edge / 2,
      point.y * view.scale + view.top - edge / 2,
      edge,
      edge,
    );
  }
  // Marked points are drawn last, so that no other dot covers them.
  for (const { x, y } of late) {
    const [left, top] = [x * view.scale + view.left, y * view.scale + view.top];
    for (const [radius, ink] of [
      [edge / 2 + 3.5, inks.paper],
      [edge / 2 + 2, inks.accent],
    ] as const) {
      context.fillStyle = ink;
      context.beginPath();
      context.arc(left, top, radius, 0, 2 * Math.PI);
      context.fill();
    }
  }
}

function ring(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  edge: number,
  inside: number,
  ink: string,
  width: number,
): void {
  context.strokeStyle = ink;
  context.lineWidth = width;
  const offset = inside + width / 2;
  context.strokeRect(left + offset - 1, top + offset - 1, edge - 2 * offset + 2, edge - 2 * offset + 2);
}

function inksOf(canvas: HTMLCanvasElement): Inks {
  const style = getComputedStyle(canvas);
  const token = (name: string) => style.getPropertyValue(name);
  return { accent: token('--accent'), paper: token('--paper'), ink: token('--ink') };
}
