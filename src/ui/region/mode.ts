/** The state of choosing a region: what is chosen, and what the pointer is doing with it. */

import {
  between,
  type Corner,
  contains,
  cornerOf,
  grown,
  moved,
  type Placement,
  type Point,
  type Region,
  regionOf,
  resized,
  type Size,
  toPicture,
} from './geometry';

export interface Mode {
  region: Region;
  gesture: Gesture | null;
  /** The user has not changed it: a drag draws another one wherever it begins. */
  isFresh?: true;
}

interface Gesture {
  /** Of the pointer that began it; others do not take part. */
  pointer: number;
  does: 'draw' | 'move' | Corner;
  /** Where it began, in CSS pixels of the window. */
  from: Point;
  /** The region that it began with. */
  before: Region;
  /** A pointer that stays near where it began chooses what is there. */
  isFar: boolean;
}

/** What an action is seen in. */
export interface Scene {
  placement: Placement;
  /** Smallest region. */
  least: Size;
  /** Boxes of faces and lines of text. */
  boxes: readonly Region[];
}

/** `at` is in CSS pixels of the window. */
export type Action =
  | { type: 'down'; pointer: number; at: Point; corner: Corner | null }
  | { type: 'move'; pointer: number; at: Point }
  | { type: 'up'; pointer: number; at: Point }
  | { type: 'cancel'; pointer: number }
  | { type: 'choose'; box: Region }
  /** In steps to the right and down. */
  | { type: 'step'; by: Point; resizes: boolean };

/** CSS pixels within which a pointer counts as pressed and not dragged. */
const NEAR = 6;
/** One step of the keyboard, as a fraction of the picture. */
const STEP = 0.02;

export function act(mode: Mode, action: Action, scene: Scene): Mode {
  const { region, gesture } = mode;
  switch (action.type) {
    case 'down':
      return down(mode, action, scene);
    case 'move':
      return gesture?.pointer === action.pointer
        ? { ...mode, ...dragged(gesture, action.at, region, scene) }
        : mode;
    case 'up': {
      if (gesture?.pointer !== action.pointer) return mode;
      const last = dragged(gesture, action.at, region, scene);
      if (last.gesture?.isFar) return { region: last.region, gesture: null };
      const pressed = smallestAt(action.at, scene);
      return pressed ? { region: regionOf(pressed, scene.least), gesture: null } : { ...mode, gesture: null };
    }
    case 'cancel':
      return gesture?.pointer === action.pointer ? { ...mode, region: gesture.before, gesture: null } : mode;
    case 'choose':
      return { region: regionOf(action.box, scene.least), gesture: null };
    case 'step': {
      const by = { x: action.by.x * STEP, y: action.by.y * STEP };
      return { region: action.resizes ? grown(region, by, scene.least) : moved(region, by), gesture: null };
    }
  }
}

function down(mode: Mode, { pointer, at, corner }: Extract<Action, { type: 'down' }>, scene: Scene): Mode {
  const { region, gesture } = mode;
  // A second finger wants something else than to drag.
  if (gesture) return { ...mode, region: gesture.before, gesture: null };
  const isHeld = !mode.isFresh && contains(region, toPicture(at, scene.placement));
  const does = corner ?? (isHeld ? 'move' : 'draw');
  return { ...mode, gesture: { pointer, does, from: at, before: region, isFar: false } };
}

function dragged(gesture: Gesture, at: Point, region: Region, scene: Scene): Mode {
  const { from } = gesture;
  const isFar = gesture.isFar || Math.hypot(at.x - from.x, at.y - from.y) > NEAR;
  return { region: isFar ? regionAfter(gesture, at, scene) : region, gesture: { ...gesture, isFar } };
}

function regionAfter({ does, from, before }: Gesture, at: Point, { placement, least }: Scene): Region {
  const [start, end] = [toPicture(from, placement), toPicture(at, placement)];
  if (does === 'draw') return between(start, end, least);
  const by = { x: end.x - start.x, y: end.y - start.y };
  if (does === 'move') return moved(before, by);
  // The corner keeps its distance to the finger, which rarely meets it exactly.
  const corner = cornerOf(before, does);
  return resized(before, does, { x: corner.x + by.x, y: corner.y + by.y }, least);
}

/** The smallest box under a pointer: a name on a shirt is inside the person. */
function smallestAt(at: Point, { boxes, placement }: Scene): Region | null {
  const point = toPicture(at, placement);
  const here = boxes.filter((box) => contains(box, point));
  return here.sort((a, b) => a.width * a.height - b.width * b.height)[0] ?? null;
}
