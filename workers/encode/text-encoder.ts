/** Texts -> embeddings. */

import { Tensor } from 'onnxruntime-web/wasm';
import { Problem } from '#core/errors';
import type { TextBackend, TextEntry } from '#core/space';
import { type Dense, meanThroughDense, readDense } from './dense';
import { embeddingsOf, floatsOf } from './embeddings';
import { filesOf } from './files';
import { cutToOutput, outputNames } from './onnx/cut';
import { outputAmong, warmRuntime } from './runtime';
import { openTextSession, type TextSession } from './text-session';
import { makeTokenizer, type Tokenizer } from './tokenizer';

export class TextEmbedder {
  private constructor(
    private readonly dimension: number,
    private readonly width: number,
    private readonly session: TextSession,
    private readonly tokenize: Tokenizer,
    /** Runs each text in a batch of its own. */
    private readonly alone: boolean,
    private readonly dense: Dense | null,
  ) {}

  static async open(
    entry: TextEntry,
    dimension: number,
    backend: TextBackend,
    threads: number,
  ): Promise<TextEmbedder> {
    warmRuntime(backend, threads);
    const files = filesOf(entry);
    let graph = await files.bytes(entry.graph);
    if (entry.combined) graph = cutToOutput(graph, outputAmong(outputNames(graph), entry.outputs));
    const tokenizer = (await files.json('tokenizer.json')) as object;
    const dense = entry.dense === null ? null : readDense(await files.bytes(entry.dense));
    const { outputs, length: longest } = entry;
    const weights = await files.weightsOf(entry.graph);
    const session = await openTextSession({ graph, weights, outputs, longest }, backend, threads);
    const { alone, length } = session;
    // A length that the graph fixes overrides the contract's.
    const contract = length === null ? entry : { ...entry, length, pad: 'length' as const };
    return new TextEmbedder(
      dimension,
      entry.outputWidth ?? dimension,
      session,
      makeTokenizer(tokenizer, contract),
      alone || entry.pad === 'never',
      dense,
    );
  }

  async encode(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>> {
    if (!this.alone) return this.run(texts);
    const embeddings = new Float32Array(texts.length * this.dimension);
    for (const [i, text] of texts.entries()) embeddings.set(await this.run([text]), i * this.dimension);
    return embeddings;
  }

  private async run(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>> {
    const tokens = this.tokenize(texts);
    const given = await this.session.run(tokens);
    if (!this.dense || !given) return embeddingsOf(given, texts.length, this.dimension, this.width);
    if (given.dims.length !== 3 || given.dims[2] !== this.dense.inputs) {
      throw new Problem('encoder-failed', `The token states are [${given.dims}].`);
    }
    const vectors = meanThroughDense(floatsOf(given), tokens.mask, tokens.length, this.dense);
    const tensor = new Tensor('float32', vectors, [texts.length, this.dense.outputs]);
    return embeddingsOf(tensor, texts.length, this.dimension, this.width);
  }
}
