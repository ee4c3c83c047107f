/**
 * Pictures made by rule, the same on every machine to the bit: what an encoder makes of them tells
 * whether a backend calculates rightly. No decoder and no resize comes in, so a
 * difference is the backend's own.
 */

export const GOLDEN_PICTURES = 3;

/**
 * Colour gradients, rings on a diagonal, and blocks of hashed colours: smooth, curved and sharp.
 * @param which 0 .. GOLDEN_PICTURES - 1
 * @param size edge in pixels
 * @returns size x size x 3 bytes, RGB, rows top to bottom
 */
export function goldenPicture(which: number, size: number): Uint8Array<ArrayBuffer> {
  const paint = [gradients, rings, blocks][which];
  if (!paint) throw new RangeError(`There is no golden picture ${which}.`);
  const pixels = new Uint8Array(size * size * 3);
  let at = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [r, g, b] = paint(x, y, size);
      pixels[at++] = r;
      pixels[at++] = g;
      pixels[at++] = b;
    }
  }
  return pixels;
}

type Colour = [number, number, number];

function gradients(x: number, y: number, size: number): Colour {
  return [(x * 255) / size, (y * 255) / size, 255 - ((x + y) * 255) / (2 * size)];
}

function rings(x: number, y: number, size: number): Colour {
  const dx = x * 3 - size;
  const dy = y * 3 - size * 2;
  const ring = ((dx * dx + dy * dy) * 64) / (size * size);
  return (ring & 16) === 0 ? [230, 90, 40] : [(ring * 3) & 255, 60, 200];
}

function blocks(x: number, y: number, size: number): Colour {
  const cell = Math.trunc((x * 14) / size) + Math.trunc((y * 14) / size) * 14;
  // Knuth's multiplicative hash; the high bits are the mixed ones.
  const hash = Math.imul(cell + 1, 2654435761) >>> 8;
  return [hash & 255, (hash >>> 8) & 255, (hash >>> 16) & 255];
}
