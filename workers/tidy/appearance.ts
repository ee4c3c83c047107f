/** Computes a photo's sharpness and a coarse signature from its thumbnail, without a model. */

/** A picture in grey values, 0..255, in rows. */
export interface Grey {
  width: number;
  height: number;
  values: Uint8ClampedArray | Uint8Array;
}

export interface Appearance {
  /**
   * Variance of the Laplacian divided by the picture's own variance: higher is sharper, at any contrast.
   * Comparable only between photos of the same size.
   */
  sharpness: number;
  /** Means of SIGNATURE_EDGE² cells, with mean 0 and length 1: this removes brightness and contrast. */
  signature: Float32Array;
}

const SIGNATURE_EDGE = 12;
/** Smallest dot product of two copies' signatures; see README.md, "Duplicates". */
const COPY = 0.93;

export function appearanceOf(grey: Grey): Appearance {
  const contrast = varianceOf(grey.values);
  const sharpness = contrast === 0 ? 0 : laplacianVariance(grey) / contrast;
  return { sharpness, signature: signatureOf(grey) };
}

/** Whether two pictures match cell by cell, whatever their size and brightness. */
export function isCopy(a: Appearance, b: Appearance): boolean {
  let sum = 0;
  for (let i = 0; i < a.signature.length; i++) sum += (a.signature[i] as number) * (b.signature[i] as number);
  return sum >= COPY;
}

/** Measures sharpness as in Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy", 2000. */
function laplacianVariance({ width, height, values }: Grey): number {
  let [sum, squares, count] = [0, 0, 0];
  const at = (x: number, y: number) => values[y * width + x] as number;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const laplacian = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y);
      sum += laplacian;
      squares += laplacian * laplacian;
      count++;
    }
  }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2;
}

function varianceOf(values: Grey['values']): number {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return values.length === 0 ? 0 : squares / values.length - (sum / values.length) ** 2;
}

function signatureOf({ width, height, values }: Grey): Float32Array {
  const sums = new Float32Array(SIGNATURE_EDGE ** 2);
  const counts = new Float32Array(SIGNATURE_EDGE ** 2);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * SIGNATURE_EDGE) / height) * SIGNATURE_EDGE;
    for (let x = 0; x < width; x++) {
      const field = row + Math.floor((x * SIGNATURE_EDGE) / width);
      sums[field] = (sums[field] as number) + (values[y * width + x] as number);
      counts[field] = (counts[field] as number) + 1;
    }
  }
  const fields = sums.map((sum, i) => sum / Math.max(1, counts[i] as number));
  const mean = fields.reduce((sum, value) => sum + value, 0) / fields.length;
  const centred = fields.map((value) => value - mean);
  const length = Math.hypot(...centred);
  // All pictures of one colour get the same signature.
  return length < 1 ? centred.fill(1 / SIGNATURE_EDGE) : centred.map((value) => value / length);
}
