/** Image encoder on the board's NPU. */

import { readFile } from 'node:fs/promises';
import { DeviceEncoder } from '../device-encoder';
import type { EncoderOptions } from '../encoder';
import type { Contract } from '../fit';
import { loadLibrary } from './library';
import { Npu } from './npu';

/** @throws Error with a readable message; everything is closed then */
export async function openAxengine(
  { model, npuLib }: Pick<EncoderOptions, 'model' | 'npuLib'>,
  contract: Contract,
): Promise<DeviceEncoder> {
  const library = await loadLibrary(npuLib);
  return new DeviceEncoder(Npu.open(library, await readFile(model)), contract);
}
