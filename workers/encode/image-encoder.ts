/** Pixels -> embeddings. */

import { type InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { INPUT_SIZE, type Normalisation, readPreprocessor, toPixelValues } from '#core/preprocess';
import type { Model } from '#core/space';
import { embeddingsOf } from './embeddings';
import type { TowerFiles } from './model-files';
import { createSession } from './runtime';

export class ImageEncoder {
  private constructor(
    private readonly model: Model,
    private readonly session: InferenceSession,
    private readonly normalisation: Normalisation,
  ) {}

  static async open(model: Model, files: TowerFiles, threads: number): Promise<ImageEncoder> {
    const normalisation = readPreprocessor(await files.json('preprocessor_config.json'));
    const session = await createSession(await files.bytes('onnx/vision_model.onnx'), threads);
    return new ImageEncoder(model, session, normalisation);
  }

  /** @param pixels count x 224 x 224 x 3 bytes */
  async encode(pixels: Uint8Array, count: number): Promise<Float32Array<ArrayBuffer>> {
    const { input, output } = this.model.tensors.image;
    const values = toPixelValues(pixels, count, this.normalisation);
    const tensor = new Tensor('float32', values, [count, 3, INPUT_SIZE, INPUT_SIZE]);
    const outputs = await this.session.run({ [input]: tensor }, [output]);
    return embeddingsOf(outputs[output], count, this.model.dimension);
  }
}
