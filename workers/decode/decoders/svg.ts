/**
 * Draws SVG through resvg, which runs no scripts and fetches nothing. Words are not drawn: it has no fonts, and those
 * of the device are out of a worker's reach.
 */

import { initWasm, Resvg } from '@resvg/resvg-wasm';
import module from '@resvg/resvg-wasm/index_bg.wasm?verified';
import { Problem } from '#core/errors';
import { fetchVerified } from '#net/verified-file';
import type { Pixels, Wanted } from './decoder';

export const script = import.meta.url;

let loaded: Promise<void> | null = null;

async function load(): Promise<void> {
  await initWasm(await fetchVerified(module));
}

/** Longest edge that is drawn, in pixels. */
const MOST_EDGE = 8192;

/** @throws Problem `too-large`; Error if the file is damaged */
export async function decode({ bytes, shortEdge }: Wanted): Promise<Pixels> {
  loaded ??= load();
  await loaded.catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  const drawing = new Resvg(bytes);
  const whole = { width: Math.round(drawing.width), height: Math.round(drawing.height) };
  drawing.free();
  const scale = shortEdge / Math.min(whole.width, whole.height);
  if (!(Math.max(whole.width, whole.height) * scale <= MOST_EDGE)) {
    throw new Problem('too-large', `${whole.width} x ${whole.height}.`);
  }
  const scaled = new Resvg(bytes, { fitTo: { mode: 'zoom', value: scale } });
  const image = scaled.render();
  try {
    const { width, height } = image;
    const data = new ImageData(new Uint8ClampedArray(image.pixels), width, height);
    return { picture: await createImageBitmap(data), whole };
  } finally {
    image.free();
    scaled.free();
  }
}
