/**
 * `import { COARSE, FINE } from 'virtual:land'` gives the outlines of all land, at two scales: for each piece of land its
 * bounds and its SVG path, in units of the map (`src/ui/atlas/projection.ts`). Built from Natural Earth's, which are in the
 * public domain. Land alone: where borders are is disputed, and nobody needs them to know a place again.
 */

import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import type { Plugin } from 'vite';
import { MAP_UNITS, projected } from '../../src/ui/atlas/projection.ts';

const NAME = 'virtual:land';

/** Bounds of a piece of land, and its path. */
type Piece = readonly [left: number, top: number, right: number, bottom: number, path: string];

/** Degrees of longitude that an island spans at most. */
const ISLAND = 30;

/** Longitude and latitude, of which the first two are numbers. */
type Ring = readonly (readonly number[])[];

type Topology = Parameters<typeof feature>[0];

export function land(): Plugin {
  return {
    name: 'mitsuke-land',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? { code: code(), moduleType: 'js', map: null } : undefined),
  };
}

const code = () => `export const COARSE = ${outlines(110)};\nexport const FINE = ${outlines(50)};`;

/** @param scale of Natural Earth, in millions: 110 or 50 */
function outlines(scale: 110 | 50): string {
  const world = createRequire(import.meta.url)(`world-atlas/land-${scale}m.json`) as Topology;
  const { land } = world.objects;
  if (land?.type !== 'GeometryCollection') throw new Error('No land.');
  const pieces = feature(world, land).features.flatMap(({ geometry }): Piece[] => {
    if (geometry.type === 'Polygon') return [pieceOf(geometry.coordinates)];
    return geometry.type === 'MultiPolygon' ? geometry.coordinates.map(pieceOf) : [];
  });
  return JSON.stringify(pieces);
}

/** @param rings of degrees: the coast, and those of lakes */
function pieceOf(rings: readonly Ring[]): Piece {
  const points = rings.map((ring) =>
    unturned(ring).map(([longitude = 0, latitude = 0]) => {
      const { x, y } = projected({ latitude, longitude });
      return [Math.round(x * MAP_UNITS), Math.round(y * MAP_UNITS)] as const;
    }),
  );
  const xs = points.flat().map(([x]) => x);
  const ys = points.flat().map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), points.map(pathOf).join('')];
}

/** Islands on the 180th meridian go on beyond it, instead of around the world. Continents are cut there. */
function unturned(ring: Ring): Ring {
  let turn = 0;
  const on = ring.map(([longitude = 0, latitude = 0], i) => {
    const step = longitude - (ring[i - 1]?.[0] ?? longitude);
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return [longitude + turn, latitude];
  });
  const meridians = on.map(([longitude = 0]) => longitude);
  return Math.max(...meridians) - Math.min(...meridians) < ISLAND ? on : ring;
}

/** A closed path, each point relative to the one before; points that are the same after rounding are one. */
function pathOf(points: readonly (readonly [number, number])[]): string {
  let [x, y] = [0, 0];
  const steps = points.flatMap(([nextX, nextY], i) => {
    const [right, down] = [nextX - x, nextY - y];
    if (i > 0 && right === 0 && down === 0) return [];
    [x, y] = [nextX, nextY];
    return [`${right} ${down}`];
  });
  const [first = '', ...others] = steps;
  return `M${first}l${others.join(' ')}z`.replaceAll(' -', '-');
}
