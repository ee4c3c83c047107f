/**
 * Decoders that come with the app, for formats that not every browser has. Each is a chunk of its own, fetched when a
 * file first needs it. They make pixels; `frames.ts` asks the browser before them.
 */

import { Problem } from '#core/errors';
import { keepScript } from '#net/verified-file';
import type { Decoder, Pixels, Wanted } from './decoder';

const DECODERS: Readonly<Record<string, () => Promise<Decoder>>> = {
  'image/heic': () => import('./heif'),
  'image/heif': () => import('./heif'),
  'image/jp2': () => import('./jp2'),
  'image/jxl': () => import('./jxl'),
  'image/tiff': () => import('./tiff'),
  'image/vnd.adobe.photoshop': () => import('./psd'),
  'image/svg+xml': () => import('./svg'),
};

export function hasOwnDecoder(type: string): boolean {
  return type in DECODERS;
}

/**
 * @throws Problem `decoder-missing` if it cannot be fetched now, and those of `Decoder`
 */
export async function decodeHere(type: string, wanted: Wanted): Promise<Pixels> {
  const decoder = await DECODERS[type]?.().catch((error: unknown) => {
    throw new Problem('decoder-missing', `The decoder of ${type} cannot be fetched: ${error}`, {
      cause: error,
    });
  });
  if (decoder) void keepScript(decoder.script);
  else throw new Problem('unsupported', `The app has no decoder of ${type}.`);
  return decoder.decode(wanted);
}
