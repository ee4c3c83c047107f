/** transformers.js as its documentation uses it: processor and model, on the WASM backend. */

import { AutoProcessor, CLIPVisionModelWithProjection, env, RawImage } from '@xenova/transformers';
import { expose } from 'comlink';
import moduleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import binaryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

type Model = Awaited<ReturnType<typeof CLIPVisionModelWithProjection.from_pretrained>>;
type Processor = Awaited<ReturnType<typeof AutoProcessor.from_pretrained>>;

let model: Model;
let processor: Processor;

export const peer = {
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
      mjs: new URL(moduleUrl, self.location.href).href,
      wasm: new URL(binaryUrl, self.location.href).href,
    };
    processor = await AutoProcessor.from_pretrained(name);
    model = await CLIPVisionModelWithProjection.from_pretrained(name, { dtype, device: 'wasm' });
  },

  /** Pictures of 224 x 224 RGB bytes through processor and model. */
  async pixels(pixels: Uint8Array, count: number): Promise<Float32Array> {
    const bytes = pixels.length / count;
    const images = Array.from(
      { length: count },
      (_, i) => new RawImage(new Uint8ClampedArray(pixels.slice(i * bytes, (i + 1) * bytes)), 224, 224, 3),
    );
    const { image_embeds } = await model(await processor(images));
    return image_embeds.data as Float32Array;
  },

  /** A whole photo: bytes -> decode, resize, encode. */
  async photo(file: Blob): Promise<Float32Array> {
    const { image_embeds } = await model(await processor(await RawImage.fromBlob(file)));
    return image_embeds.data as Float32Array;
  },
};

expose(peer);
