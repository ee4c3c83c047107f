/** Opens a model on its backend, whose code is loaded on demand, in the encoder's process. */

import type { Manifest } from '../manifest';
import type { Encoder, EncoderOptions } from './encoder';

/** @throws Error with a readable message if runtime, model and manifest do not match */
export async function openEncoder(options: EncoderOptions, manifest: Manifest): Promise<Encoder> {
  switch (options.backend) {
    case 'onnx':
      return (await import('./onnx')).openOnnx(options, manifest);
    case 'axengine':
      return (await import('./axengine/open')).openAxengine(options, manifest);
    case 'axcl':
      return (await import('./axcl/card')).openAxcl(options, manifest);
  }
}
