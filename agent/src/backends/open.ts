/** Opens a model on its backend. Each backend is loaded when it is chosen, in the encoder's own process. */

import type { Manifest } from '../manifest';
import type { Encoder, EncoderOptions } from './encoder';

/** @throws Error in words if the runtime, the model and the manifest do not go together */
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
