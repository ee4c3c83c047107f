/**
 * Lays out the map, with similar photos near each other. UMAP (McInnes et al., 2018) lays out a sample,
 * starting from principal components; every other photo is positioned among its nearest of the sample. UMAP
 * of all photos would take minutes and look no different.
 */

import { UMAP } from 'umap-js';
import type { PhotoNo } from '#core/photo';
import type { OnProgress, Projection } from './contract';
import { FixedRows } from './fixed-rows';
import { nearestOf } from './nearest';
import { inFrame, type Place, placeAmong } from './placing';
import { principalPlane } from './principal';
import { sampleOf, seeded } from './sample';
import type { EachVector } from './vectors';

const SAMPLE = 2_000;
const NEIGHBOURS = 15;
const EPOCHS = 250;
/** Largest coordinate of the initial layout, in either direction: UMAP's forces reach a few units. */
const START_WIDTH = 10;
/** Number of nearest sample photos that position a photo outside the sample. */
const ANCHORS = 4;
/** With fewer photos UMAP has nothing to work with, so the plane of principal components is the map. */
const FEWEST = 8;
/** Fraction of the time that the layout takes, roughly, at 20,000 photos. */
const LAYOUT_SHARE = 0.7;

export async function project(
  eachVector: EachVector,
  dimension: number,
  onProgress: OnProgress,
): Promise<Projection> {
  const photos: PhotoNo[] = [];
  await eachVector((photo) => photos.push(photo));
  photos.sort((a, b) => a - b);
  const random = seeded(1);
  const sample = new Set(sampleOf(photos, SAMPLE, random));
  const rows = await FixedRows.create(dimension);
  const points: Float32Array[] = [];
  const places = new Map<PhotoNo, Place>();
  const sampled: PhotoNo[] = [];
  await eachVector((photo, vector) => {
    if (!sample.has(photo)) return;
    sampled.push(photo);
    points.push(vector.slice());
    rows.append(vector);
  });
  const layout = layOut(points, rows, random, (share) => onProgress(share * LAYOUT_SHARE));
  sampled.forEach((photo, i) => {
    places.set(photo, layout[i] as Place);
  });

  let placed = 0;
  const others = photos.length - sample.size;
  await eachVector((photo, vector) => {
    if (sample.has(photo)) return;
    rows.append(vector);
    const anchors = nearestOf(rows.dots(sampled.length, sampled.length), ANCHORS, FixedRows.cosineOf);
    rows.pop();
    places.set(photo, placeAmong(anchors, layout, random));
    if (++placed % Math.ceil(others / 25) === 0) {
      onProgress(LAYOUT_SHARE + (1 - LAYOUT_SHARE) * (placed / others));
    }
  });
  const order = [...places.keys()];
  return { photos: Uint32Array.from(order), places: inFrame([...places.values()]) };
}

function layOut(
  points: readonly Float32Array[],
  rows: FixedRows,
  random: () => number,
  onProgress: OnProgress,
): Place[] {
  const start = widened(principalPlane(points, random));
  if (points.length < FEWEST) return start;
  const near = points.map((_, row) =>
    nearestOf(rows.dots(row, rows.size), Math.min(NEIGHBOURS, points.length - 1), FixedRows.cosineOf),
  );
  const umap = new UMAP({
    nNeighbors: Math.min(NEIGHBOURS, points.length - 1),
    nEpochs: EPOCHS,
    minDist: 0.15,
    spread: 1.2,
    random,
  });
  umap.setPrecomputedKNN(
    near.map((nearest) => nearest.rows),
    near.map(({ cosines }) => cosines.map((cosine) => Math.max(0, 1 - cosine))),
  );
  // The neighbours are precomputed, so UMAP needs only the number of points.
  umap.initializeFit(points.map(() => []));
  const layout = umap.getEmbedding() as Place[];
  layout.forEach((place, i) => {
    [place[0], place[1]] = start[i] as Place;
  });
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    umap.step();
    if (epoch % 10 === 0) onProgress(epoch / EPOCHS);
  }
  return layout;
}

/** Scales to the initial layout, with small offsets, because UMAP cannot separate equal positions. */
function widened(plane: readonly Place[]): Place[] {
  const widest = Math.max(1e-6, ...plane.flat().map(Math.abs));
  return plane.map(([x, y], i) => {
    const turn = i * 2.4;
    const aside = 0.01;
    return [
      (x / widest) * START_WIDTH + Math.cos(turn) * aside,
      (y / widest) * START_WIDTH + Math.sin(turn) * aside,
    ];
  });
}
