/**
 * Zero-shot classification: cosines of photos and texts -> probabilities, as the graph
 * `feature_matmul.onnx` of CLIP's exporters defines them: logits are 100 x cosine, and two softmaxes
 * go over them, one along the texts of a photo and one along the photos of a text.
 *
 * Only the log-sum-exp of each softmax is kept. Each probability is computed from a cosine and that
 * sum when it is needed: 20,000 photos x 200 texts are 16 MB of cosines instead of 48 MB.
 */

import type { Unrelated } from './rank';

/** The constant of the graph, which does not use a model's learned scale either. */
const LOGIT_SCALE = 100;

/** Log-sum-exps of 100 x cosine: the logarithms of the denominators of the two softmaxes. */
export interface LogSums {
  /** Over the texts, one a photo. */
  perPhoto: Float64Array<ArrayBuffer>;
  /** Over the photos, one a text. */
  perText: Float64Array<ArrayBuffer>;
}

/** @param cosines photos x texts, the texts of a photo one after the other */
export function logSums(cosines: Float32Array, texts: number): LogSums {
  const photos = texts > 0 ? cosines.length / texts : 0;
  const perPhoto = new Float64Array(photos);
  const perText = new Float64Array(texts);
  // The largest is subtracted before exponentials are taken, so none can overflow.
  const largest = new Float64Array(texts).fill(Number.NEGATIVE_INFINITY);
  for (let photo = 0; photo < photos; photo++) {
    const row = photo * texts;
    let top = Number.NEGATIVE_INFINITY;
    for (let text = 0; text < texts; text++) {
      const cosine = cosines[row + text] as number;
      if (cosine > top) top = cosine;
      if (cosine > (largest[text] as number)) largest[text] = cosine;
    }
    let sum = 0;
    for (let text = 0; text < texts; text++) {
      sum += Math.exp(LOGIT_SCALE * ((cosines[row + text] as number) - top));
    }
    perPhoto[photo] = LOGIT_SCALE * top + Math.log(sum);
  }
  for (let i = 0; i < cosines.length; i++) {
    const text = i % texts;
    const below = (cosines[i] as number) - (largest[text] as number);
    perText[text] = (perText[text] as number) + Math.exp(LOGIT_SCALE * below);
  }
  perText.forEach((sum, text) => {
    perText[text] = LOGIT_SCALE * (largest[text] as number) + Math.log(sum);
  });
  return { perPhoto, perText };
}

/** Softmax probability of a text for a photo (or of a photo for a text), 0..1. */
export function probability(cosine: number, logSum: number): number {
  return Math.exp(LOGIT_SCALE * cosine - logSum);
}

/** The log-sum-exp of a softmax after one more cosine joins it. */
export function withOneMore(logSum: number, cosine: number): number {
  const logit = LOGIT_SCALE * cosine;
  const top = Math.max(logSum, logit);
  return top + Math.log(Math.exp(logSum - top) + Math.exp(logit - top));
}

/**
 * How far above unrelated photos "none of these" stands, in standard deviations. Tried on the album;
 * see src/session/labels/README.md, "None of these".
 */
const NONE_ABOVE = 2.5;

/**
 * The cosine that stands for "none of these": higher than unrelated photos score on a text.
 * @param unrelated mean and deviation of the scores of unrelated pairs
 */
export function noneCosine({ mean, deviation }: Unrelated): number {
  return mean + NONE_ABOVE * deviation;
}

/** How photos are given their labels. */
export interface Judging {
  /** Each label is judged by itself against "none", so a photo may have several; else the likeliest wins. */
  several: boolean;
  /** If a photo gets one label: "none of these" is among the choices. */
  none: boolean;
}

/**
 * How likely each label is for each photo.
 * @param cosines photos x labels
 * @param none see `noneCosine`
 * @returns photos x labels, 0..1. The labels of a photo add up to 1, or to less with "none"; if a photo
 *   may have several labels, each is independent
 */
export function judge(
  cosines: Float32Array,
  labels: number,
  perPhoto: Float64Array,
  none: number,
  judging: Judging,
): Float32Array<ArrayBuffer> {
  const likely = new Float32Array(cosines.length);
  perPhoto.forEach((sum, photo) => {
    const all = judging.none ? withOneMore(sum, none) : sum;
    for (let i = photo * labels; i < (photo + 1) * labels; i++) {
      const cosine = cosines[i] as number;
      // Softmax over two: this label and "none".
      likely[i] = judging.several
        ? 1 / (1 + Math.exp(LOGIT_SCALE * (none - cosine)))
        : probability(cosine, all);
    }
  });
  return likely;
}
