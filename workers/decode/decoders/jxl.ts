/** JPEG XL through libjxl, which turns the picture upright and its colours to sRGB. */

import module from '@jsquash/jxl/codec/dec/jxl_dec.wasm?verified';
import { init } from '@jsquash/jxl/decode';
import { fetchVerified } from '#net/verified-file';
import type { Pixels, Wanted } from './decoder';

export const script = import.meta.url;

type Libjxl = Awaited<ReturnType<typeof init>>;

let loaded: Promise<Libjxl> | null = null;

async function load(): Promise<Libjxl> {
  return init({ wasmBinary: await fetchVerified(module) });
}

/** @throws Error if the file is damaged */
export async function decode({ bytes }: Wanted): Promise<Pixels> {
  loaded ??= load();
  const lib = await loaded.catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  const data = lib.decode(bytes.slice().buffer);
  if (!data) throw new Error('libjxl cannot decode it.');
  const { width, height } = data;
  return { picture: await createImageBitmap(data), whole: { width, height } };
}
