/** Times a 12-megapixel JPEG to 224 x 224 pixels, thumbnail and preview, in one or several decode workers. */

import { transfer } from 'comlink';
import { encoderEdge, VIEWER_EDGE } from '#workers/decode/contract';
import { fractionOf } from '#workers/decode/fraction/fraction';
import { GEOMETRY, largePhoto, openDecoder } from './contenders';
import { race } from './timing';

type Decoder = ReturnType<typeof openDecoder>;

const EDGES = {
  folder: encoderEdge(GEOMETRY.size),
  picked: VIEWER_EDGE,
};

/** @returns milliseconds a photo */
export async function measureDecode(): Promise<Record<string, number>> {
  const bytes = await (await largePhoto()).arrayBuffer();
  const decoder = openDecoder();
  const decode = (edge: number) => () => decodeOne(decoder, bytes, edge);
  return race(
    [
      ['from a folder (small preview)', decode(EDGES.folder)],
      ['picked once (preview for the viewer)', decode(EDGES.picked)],
    ],
    { warmUp: 5, rounds: 20 },
  );
}

/** Pixels alone, by each decoder that a photo may have. @returns milliseconds a photo */
export async function measureFraction(divisor: 4 | 8): Promise<Record<string, number>> {
  const photo = await largePhoto();
  const bytes = await photo.bytes();
  const [desiredWidth, desiredHeight] = [4000 / divisor, 3000 / divisor];
  const scaled = async () => {
    const decoder = new ImageDecoder({ type: photo.type, data: bytes, desiredWidth, desiredHeight });
    (await decoder.decode()).image.close();
    decoder.close();
  };
  const whole = async () => {
    const size = { resizeWidth: desiredWidth, resizeQuality: 'high' } as const;
    (await createImageBitmap(photo, size)).close();
  };
  return race(
    [
      ['the app', () => void fractionOf(bytes, divisor)],
      ['ImageDecoder, scaled', scaled],
      ['createImageBitmap, scaled', whole],
    ],
    { warmUp: 5, rounds: 20 },
  );
}

/** @returns milliseconds a photo if this many workers decode side by side */
export async function measureDecodeTogether(workers: number): Promise<Record<keyof typeof EDGES, number>> {
  const bytes = await (await largePhoto()).arrayBuffer();
  const decoders = Array.from({ length: workers }, openDecoder);
  const each = 6;
  const all = (edge: number) => async () => {
    const several = async (decoder: Decoder) => {
      for (let i = 0; i < each; i++) await decodeOne(decoder, bytes, edge);
    };
    await Promise.all(decoders.map(several));
  };
  const times = await race(
    [
      ['folder', all(EDGES.folder)],
      ['picked', all(EDGES.picked)],
    ],
    { warmUp: 1, rounds: 5 },
  );
  const photo = (time = Number.NaN) => time / (each * workers);
  return { folder: photo(times.folder), picked: photo(times.picked) };
}

async function decodeOne(decoder: Decoder, bytes: ArrayBuffer, edge: number): Promise<void> {
  const copy = bytes.slice(0);
  const outcome = await decoder.decode(transfer(copy, [copy]), GEOMETRY, edge);
  if (!outcome.ok) throw new Error(outcome.detail);
}
