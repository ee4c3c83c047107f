/** Texts -> embeddings. */

import { type InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import type { Model } from '#core/space';
import { embeddingsOf } from './embeddings';
import type { TowerFiles } from './model-files';
import { createSession } from './runtime';
import { openTokenizer, type Tokenizer } from './tokenizer';

export class TextEncoder {
  private constructor(
    private readonly model: Model,
    private readonly session: InferenceSession,
    private readonly tokenize: Tokenizer,
  ) {}

  static async open(model: Model, files: TowerFiles, threads: number): Promise<TextEncoder> {
    const [tokenize, graph] = await Promise.all([openTokenizer(files), files.bytes('onnx/text_model.onnx')]);
    return new TextEncoder(model, await createSession(graph, threads), tokenize);
  }

  async encode(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>> {
    const { input, output } = this.model.tensors.text;
    const { ids, length } = this.tokenize(texts);
    const tensor = new Tensor('int64', ids, [texts.length, length]);
    const outputs = await this.session.run({ [input]: tensor }, [output]);
    return embeddingsOf(outputs[output], texts.length, this.model.dimension);
  }
}
