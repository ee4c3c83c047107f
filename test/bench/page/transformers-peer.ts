/** transformers.js as its documentation uses it: processor and model, on the WASM backend. */

import type * as Transformers from '@xenova/transformers';

type Library = Pick<
  typeof Transformers,
  'AutoProcessor' | 'CLIPVisionModelWithProjection' | 'env' | 'RawImage'
>;
type Model = Awaited<ReturnType<Library['CLIPVisionModelWithProjection']['from_pretrained']>>;
type Processor = Awaited<ReturnType<Library['AutoProcessor']['from_pretrained']>>;

export type Peer = ReturnType<typeof makePeer>;

/** @param runtime addresses of the onnxruntime-web build to run on */
export function makePeer(
  { AutoProcessor, CLIPVisionModelWithProjection, env, RawImage }: Library,
  runtime: { mjs: string; wasm: string },
) {
  let model: Model;
  let processor: Processor;
  return {
    async open(
      threads: number,
      name = 'starter',
      dtype: 'fp32' | 'q8' = 'fp32',
      folder = '/models/',
    ): Promise<void> {
      env.allowRemoteModels = false;
      env.allowLocalModels = true;
      env.localModelPath = folder;
      const { wasm } = env.backends.onnx;
      if (!wasm) throw new Error('No WASM backend.');
      wasm.numThreads = threads;
      wasm.wasmPaths = {
        mjs: new URL(runtime.mjs, self.location.href).href,
        wasm: new URL(runtime.wasm, self.location.href).href,
      };
      processor = await AutoProcessor.from_pretrained(name);
      model = await CLIPVisionModelWithProjection.from_pretrained(name, { dtype, device: 'wasm' });
    },

    /** Encodes pictures of 224 x 224 RGB bytes with processor and model. */
    async pixels(pixels: Uint8Array, count: number): Promise<Float32Array> {
      const bytes = pixels.length / count;
      const images = Array.from(
        { length: count },
        (_, i) => new RawImage(new Uint8ClampedArray(pixels.slice(i * bytes, (i + 1) * bytes)), 224, 224, 3),
      );
      const { image_embeds } = await model(await processor(images));
      return image_embeds.data as Float32Array;
    },

    /** Decodes, resizes and encodes a photo. */
    async photo(file: Blob): Promise<Float32Array> {
      const { image_embeds } = await model(await processor(await RawImage.fromBlob(file)));
      return image_embeds.data as Float32Array;
    },
  };
}
