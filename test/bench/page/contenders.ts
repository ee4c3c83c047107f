/** Starts the peer, and Mitsuke's workers as the app starts them. */

import { type Remote, wrap } from 'comlink';
import type { Geometry } from '#core/preprocess';
import { STARTER } from '#models/spaces/starter';
import type { DecodeWorker } from '#workers/decode/contract';
import type { EncodeWorker } from '#workers/encode/contract';
import type { ModelsWorker } from '#workers/models/contract';
import type { Peer } from './transformers-peer';

/** Opens Mitsuke's encoder. Installs its files before, because that is not measured. */
export async function openOurs(threads: number): Promise<Remote<EncodeWorker>> {
  const [image] = STARTER.images;
  if (!image) throw new Error('The starter has no image encoder.');
  const models = wrap<ModelsWorker>(
    new Worker(new URL('../../../workers/models/worker.ts', import.meta.url), { type: 'module' }),
  );
  await models.install(image.id);
  const worker = new Worker(new URL('../../../workers/encode/worker.ts', import.meta.url), {
    type: 'module',
  });
  const ours = wrap<EncodeWorker>(worker);
  await ours.openImage(image, STARTER.dimension, 'wasm', threads);
  return ours;
}

export async function openPeer(threads: number): Promise<Remote<Peer>> {
  const worker = new Worker(new URL('./transformers-worker.ts', import.meta.url), { type: 'module' });
  const theirs = wrap<Peer>(worker);
  await theirs.open(threads);
  return theirs;
}

export function openDecoder(): Remote<DecodeWorker> {
  return wrap(new Worker(new URL('../../../workers/decode/worker.ts', import.meta.url), { type: 'module' }));
}

/** Input of the starter's image encoder, as of most encoders. */
export const GEOMETRY: Geometry = { size: 224, fit: 'crop', filter: 'bicubic' };

/** Makes a JPEG with the detail and noise of a photo, from one of the album; of 12 megapixels, if nothing else is said. */
export async function largePhoto(width = 4000, height = 3000): Promise<Blob> {
  const response = await fetch('/album/forest-stream.jpg');
  const size = { resizeWidth: width, resizeHeight: height };
  const picture = await createImageBitmap(await response.blob(), size);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas.');
  context.drawImage(picture, 0, 0);
  const image = context.getImageData(0, 0, width, height);
  let seed = 1;
  for (let i = 0; i < image.data.length; i++) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    image.data[i] = (image.data[i] as number) + ((seed >> 20) & 15) - 8;
  }
  context.putImageData(image, 0, 0);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
}

/** Returns the large photo in base64, for a page of another origin. */
export async function largePhotoText(width?: number, height?: number): Promise<string> {
  return base64Of(await largePhoto(width, height));
}

export function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.readAsDataURL(blob);
  });
}
