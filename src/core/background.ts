/** Background queries: what they are, and what is known of them. */

import type { Unrelated } from './rank';

/**
 * Queries about nothing in particular. What their embeddings have in common says nothing about a photo,
 * and the scores that photos get on them are the scores of unrelated pairs.
 */
export const BACKGROUND_QUERIES: readonly string[] = [
  'photo, thing, person, woman, group of people, hand, bird, plant, leaf, water, sea, cloud, street, building',
  'window, wall, food, plate, bag, paper, sign, machine, wheel, road, metal, glass, clothes, toy, sport, art',
  'pattern, red, green, black, small, old, shadow, smoke, summer, garden, office, hospital, market, holiday',
  'work, friend, idea, number',
].flatMap((line) => line.split(', '));

/** How photos score on background queries. */
export interface MeasuredScores {
  unrelated: Unrelated;
  /** Number of photos with an embedding at the time of the measurement. */
  photos: number;
}

/** What is stored of a text encoder's background queries. */
export interface StoredBackground {
  /** Concatenated. */
  vectors: Float32Array<ArrayBuffer>;
  /** By the form of the vectors that was measured. */
  measured: Readonly<Record<string, MeasuredScores>>;
}
