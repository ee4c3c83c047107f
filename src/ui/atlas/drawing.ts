/** Paints the map of the world on a canvas: land, chosen areas, names of cities, groups of photos. */

import { COARSE, FINE } from 'virtual:land';
import { type GeoBounds, widthOf } from '#core/bounds';
import type { PhotoCard, PhotoNo } from '#core/photo';
import { formatNumber } from '../i18n';
import { type CanvasThumbnails, drawSquare } from '../parts/canvas-thumbnails';
import { type CityOnMap, labelsIn } from './city-labels';
import { type Group, groupsIn, type Points, TILE } from './gathering';
import { MAP_UNITS, projected } from './projection';
import type { View } from './view';

export interface Scene {
  points: Points;
  cards: ReadonlyMap<PhotoNo, PhotoCard>;
  cities: readonly CityOnMap[];
  /** The areas that the query asks for. */
  areas: readonly GeoBounds[];
}

interface Inks {
  accent: string;
  paper: string;
  ink: string;
  face: string;
}

interface Outline {
  left: number;
  top: number;
  right: number;
  bottom: number;
  path: Path2D;
}

/** Scale from which the fine outlines are drawn: with the coarse ones, an edge would be longer than a few pixels. */
const FINE_FROM = 3_000;
const LAND = 0.1;
const ROUND = 10;
const BADGE = 22;

const outlines = new Map<typeof COARSE, readonly Outline[]>();

/** @returns the groups that were drawn, for hit testing */
export function drawWorld(
  canvas: HTMLCanvasElement,
  view: View,
  { points, cards, cities, areas }: Scene,
  thumbnails: CanvasThumbnails,
): Group[] {
  const groups = groupsIn(points, view);
  const context = canvas.getContext('2d');
  if (!context) return groups;
  const inks = inksOf(canvas);
  const density = canvas.width / view.width;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  drawLand(context, view, inks);
  drawAreas(context, view, areas, inks);
  drawCities(context, view, cities, groups, inks);
  thumbnails.begin();
  for (const group of groups) drawTile(context, group, cards, thumbnails, inks);
  thumbnails.end();
  // Over all tiles: a count may reach over the one beside it.
  for (const group of groups) drawCount(context, group, inks);
  return groups;
}

function drawLand(context: CanvasRenderingContext2D, view: View, { ink }: Inks): void {
  const unit = view.scale / MAP_UNITS;
  context.save();
  context.globalAlpha = LAND;
  context.fillStyle = ink;
  for (const left of repetitions(view)) {
    context.save();
    context.translate(left, view.top);
    context.scale(unit, unit);
    const [west, north] = [-left / unit, -view.top / unit];
    const [east, south] = [west + view.width / unit, north + view.height / unit];
    for (const piece of outlinesAt(view.scale)) {
      const isOut = piece.right < west || piece.left > east || piece.bottom < north || piece.top > south;
      if (!isOut) context.fill(piece.path, 'evenodd');
    }
    context.restore();
  }
  context.restore();
}

/** Paths are made once: their text is parsed. */
function outlinesAt(scale: number): readonly Outline[] {
  const pieces = scale < FINE_FROM ? COARSE : FINE;
  const known =
    outlines.get(pieces) ??
    pieces.map(([left, top, right, bottom, path]) => ({ left, top, right, bottom, path: new Path2D(path) }));
  outlines.set(pieces, known);
  return known;
}

/** Returns where each repetition of the map that is in view begins, in CSS pixels. */
function repetitions({ left, scale, width }: View): number[] {
  const first = left - Math.ceil(left / scale) * scale;
  return Array.from({ length: Math.ceil((width - first) / scale) }, (_, i) => first + i * scale);
}

function drawAreas(
  context: CanvasRenderingContext2D,
  view: View,
  areas: readonly GeoBounds[],
  { accent }: Inks,
): void {
  context.strokeStyle = accent;
  context.lineWidth = 2;
  for (const bounds of areas) {
    const corner = projected({ latitude: bounds.north, longitude: bounds.west });
    const other = projected({ latitude: bounds.south, longitude: bounds.west + widthOf(bounds) });
    const lefts = repetitions(view);
    // What crosses the 180th meridian reaches into the next repetition.
    for (const left of [(lefts[0] ?? 0) - view.scale, ...lefts]) {
      context.strokeRect(
        corner.x * view.scale + left,
        corner.y * view.scale + view.top,
        (other.x - corner.x) * view.scale,
        (other.y - corner.y) * view.scale,
      );
    }
  }
}

function drawCities(
  context: CanvasRenderingContext2D,
  view: View,
  cities: readonly CityOnMap[],
  groups: readonly Group[],
  { ink, paper, face }: Inks,
): void {
  context.font = `13px ${face}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const half = TILE / 2;
  const tiles = groups.map(({ left, top }) => ({
    ...{ left: left - half, right: left + half, top: top - half, bottom: top + half },
  }));
  for (const { name, left, top } of labelsIn(
    cities,
    view,
    tiles,
    (text) => context.measureText(text).width,
  )) {
    context.globalAlpha = 0.8;
    context.strokeStyle = paper;
    context.lineWidth = 3;
    context.strokeText(name, left, top);
    context.globalAlpha = 1;
    context.fillStyle = ink;
    context.fillText(name, left, top);
  }
}

function drawTile(
  context: CanvasRenderingContext2D,
  { cover, left, top }: Group,
  cards: ReadonlyMap<PhotoNo, PhotoCard>,
  thumbnails: CanvasThumbnails,
  { paper }: Inks,
): void {
  const [x, y] = [left - TILE / 2, top - TILE / 2];
  context.save();
  context.fillStyle = paper;
  rounded(context, x - 2, y - 2, TILE + 4, ROUND + 2);
  context.fill();
  rounded(context, x, y, TILE, ROUND);
  context.clip();
  const picture = thumbnails.get(cover);
  if (picture) drawSquare(context, picture, x, y, TILE);
  else {
    context.fillStyle = `#${(cards.get(cover)?.color ?? 0x888888).toString(16).padStart(6, '0')}`;
    context.fillRect(x, y, TILE, TILE);
  }
  context.restore();
}

function drawCount(
  context: CanvasRenderingContext2D,
  { photos, left, top }: Group,
  { ink, paper, face }: Inks,
): void {
  if (photos === 1) return;
  const y = top - TILE / 2;
  const words = formatNumber(photos);
  context.font = `600 13px ${face}`;
  const width = Math.max(BADGE, context.measureText(words).width + 12);
  const right = left + TILE / 2 + 6;
  context.fillStyle = ink;
  context.beginPath();
  context.roundRect(right - width, y - 8, width, BADGE, BADGE / 2);
  context.fill();
  context.fillStyle = paper;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(words, right - width / 2, y - 8 + BADGE / 2 + 0.5);
}

function rounded(context: CanvasRenderingContext2D, x: number, y: number, edge: number, round: number): void {
  context.beginPath();
  context.roundRect(x, y, edge, edge, round);
}

function inksOf(canvas: HTMLCanvasElement): Inks {
  const style = getComputedStyle(canvas);
  const token = (name: string) => style.getPropertyValue(name);
  return { accent: token('--accent'), paper: token('--paper'), ink: token('--ink'), face: style.fontFamily };
}
