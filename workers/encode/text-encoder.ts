/** Texts -> embeddings. */

import { type InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { Problem } from '#core/errors';
import type { TextEntry } from '#core/space';
import { type Dense, meanThroughDense, readDense } from './dense';
import { embeddingsOf, floatsOf } from './embeddings';
import { filesOf } from './files';
import { cutToOutput, outputNames } from './graph';
import { createSession, outputAmong, warmRuntime } from './runtime';
import { makeTokenizer, type Tokenizer, type Tokens } from './tokenizer';

export class TextEmbedder {
  private constructor(
    private readonly dimension: number,
    private readonly session: InferenceSession,
    private readonly output: string,
    private readonly tokenize: Tokenizer,
    private readonly dense: Dense | null,
  ) {}

  static async open(entry: TextEntry, dimension: number, threads: number): Promise<TextEmbedder> {
    warmRuntime('wasm', threads);
    const files = filesOf(entry);
    let graph = await files.bytes(entry.graph);
    if (entry.combined) graph = cutToOutput(graph, outputAmong(outputNames(graph), entry.outputs));
    const tokenize = makeTokenizer((await files.json('tokenizer.json')) as object, entry);
    const dense = entry.dense === null ? null : readDense(await files.bytes(entry.dense));
    const session = await createSession(graph, 'wasm', threads);
    const output = outputAmong(session.outputNames, entry.outputs);
    return new TextEmbedder(dimension, session, output, tokenize, dense);
  }

  async encode(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>> {
    const tokens = this.tokenize(texts);
    const outputs = await this.session.run(this.feeds(tokens, texts.length), [this.output]);
    const given = outputs[this.output];
    if (!this.dense || !given) return embeddingsOf(given, texts.length, this.dimension);
    if (given.dims.length !== 3 || given.dims[2] !== this.dense.inputs) {
      throw new Problem('encoder-failed', `The token states are [${given.dims}].`);
    }
    const vectors = meanThroughDense(floatsOf(given), tokens.mask, tokens.length, this.dense);
    const tensor = new Tensor('float32', vectors, [texts.length, this.dense.outputs]);
    return embeddingsOf(tensor, texts.length, this.dimension);
  }

  /** Builds the inputs that the graph has: exports differ in which of these they require. */
  private feeds({ ids, mask, length }: Tokens, count: number): Record<string, Tensor> {
    const known: Record<string, () => BigInt64Array> = {
      input_ids: () => ids,
      attention_mask: () => mask,
      token_type_ids: () => new BigInt64Array(ids.length),
    };
    return Object.fromEntries(
      this.session.inputNames.map((name) => {
        const values = known[name];
        if (!values) throw new Problem('model-unsupported', `The text encoder wants ${name}.`);
        return [name, new Tensor('int64', values(), [count, length])];
      }),
    );
  }
}
