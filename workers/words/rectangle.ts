/** The smallest turned rectangle around points: one of its sides lies on an edge of their convex hull. */

type Point = readonly [x: number, y: number];

export interface Rectangle {
  /** Centre. */
  cx: number;
  cy: number;
  /** Unit vector along the width. The height runs along (-uy, ux), which is clockwise of it where y points down. */
  ux: number;
  uy: number;
  width: number;
  height: number;
}

/** @returns null if all points are the same */
export function smallestRectangle(points: Point[]): Rectangle | null {
  const hull = convexHull(points);
  let best: Rectangle | null = null;
  for (const [i, from] of hull.entries()) {
    const to = hull[(i + 1) % hull.length] as Point;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (length === 0) continue;
    const found = rectangleAlong(hull, (to[0] - from[0]) / length, (to[1] - from[1]) / length);
    if (!best || found.width * found.height < best.width * best.height) best = found;
  }
  return best;
}

/** Returns the bounds of points along a direction. */
function rectangleAlong(points: readonly Point[], ux: number, uy: number): Rectangle {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    const u = x * ux + y * uy;
    const v = y * ux - x * uy;
    left = Math.min(left, u);
    right = Math.max(right, u);
    top = Math.min(top, v);
    bottom = Math.max(bottom, v);
  }
  const u = (left + right) / 2;
  const v = (top + bottom) / 2;
  return { cx: u * ux - v * uy, cy: u * uy + v * ux, ux, uy, width: right - left, height: bottom - top };
}

/** Andrew's monotone chain. */
function convexHull(points: Point[]): Point[] {
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [...chain(points), ...chain(points.toReversed())];
}

/** Returns one side of the hull, without its last point, which the other side begins with. */
function chain(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    while (kept.length > 1 && !turnsLeft(kept.at(-2) as Point, kept.at(-1) as Point, point)) kept.pop();
    kept.push(point);
  }
  kept.pop();
  return kept;
}

function turnsLeft([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): boolean {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0;
}
