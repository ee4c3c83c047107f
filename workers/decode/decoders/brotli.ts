/**
 * Brotli, with which `cjxl` packs metadata. Of the browsers tried Firefox alone has it for workers, and that unpacks all
 * it is given, hundreds of megabytes, before one can stop it: this decoder is told how much it may make.
 */

import start, { BrotliDecStream, BrotliStreamResultCode } from 'brotli-dec-wasm/web';
import module from 'brotli-dec-wasm/web/bg.wasm?verified';
import { fetchVerified } from '#net/verified-file';

export const script = import.meta.url;

let loaded: Promise<unknown> | null = null;

async function load(): Promise<unknown> {
  return start({ module_or_path: await fetchVerified(module) });
}

/**
 * @param most bytes that it may become
 * @throws Problem `decoder-missing` if the decoder cannot be fetched now; Error if it becomes more, is cut or damaged
 */
export async function unbrotli(packed: Uint8Array, most: number): Promise<Uint8Array> {
  loaded ??= load();
  await loaded.catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  const stream = new BrotliDecStream();
  try {
    const result = stream.dec(packed, most);
    const { code, buf } = result;
    result.free();
    if (code !== BrotliStreamResultCode.ResultSuccess) throw new Error(`It is cut, or too much: ${code}.`);
    return buf;
  } finally {
    stream.free();
  }
}
