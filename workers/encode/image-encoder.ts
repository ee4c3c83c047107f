/** Pixels -> embeddings. */

import { type InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { Problem } from '#core/errors';
import { inputBytes, toPixelValues } from '#core/preprocess';
import type { Backend, ImageEntry, Preprocessing } from '#core/space';
import { preprocessingOf } from '#store/model-files';
import { embeddingsOf } from './embeddings';
import { pictureInput } from './feeds';
import { filesOf } from './files';
import { cutToOutput, outputNames } from './onnx/cut';
import { createSession, outputAmong, warmRuntime } from './runtime';

/** Cuts a graph with both encoders down to the image encoder. */
export function ownTower(
  graph: Uint8Array<ArrayBuffer>,
  { combined, outputs }: Pick<ImageEntry, 'combined' | 'outputs'>,
): Uint8Array<ArrayBuffer> {
  return combined ? cutToOutput(graph, outputAmong(outputNames(graph), outputs)) : graph;
}

export class ImageEmbedder {
  private constructor(
    readonly entry: ImageEntry,
    readonly preprocessing: Preprocessing,
    private readonly dimension: number,
    private readonly session: InferenceSession,
    private readonly input: { name: string; alone: boolean },
    private readonly output: string,
  ) {}

  static async open(
    entry: ImageEntry,
    dimension: number,
    backend: Backend,
    threads: number,
  ): Promise<ImageEmbedder> {
    warmRuntime(backend, threads);
    const files = filesOf(entry);
    const graph = ownTower(await files.bytes(entry.graph), entry);
    const session = await createSession(graph, await files.weightsOf(entry.graph), backend, threads);
    return ImageEmbedder.over(session, entry, dimension);
  }

  /** @param graph of the image encoder alone, without external weights */
  static async of(
    graph: Uint8Array,
    entry: ImageEntry,
    dimension: number,
    backend: Backend,
    threads: number,
  ): Promise<ImageEmbedder> {
    return ImageEmbedder.over(await createSession(graph, [], backend, threads), entry, dimension);
  }

  private static async over(
    session: InferenceSession,
    entry: ImageEntry,
    dimension: number,
  ): Promise<ImageEmbedder> {
    const preprocessing = await preprocessingOf(entry);
    const output = outputAmong(session.outputNames, entry.outputs);
    return new ImageEmbedder(entry, preprocessing, dimension, session, pictureInput(session), output);
  }

  /**
   * @param pixels count x size x size x 3 bytes, RGB
   * @returns count x dimension: unit-length embeddings
   * @throws Problem `encoder-failed`
   */
  async encode(pixels: Uint8Array, count: number): Promise<Float32Array<ArrayBuffer>> {
    const { size } = this.preprocessing;
    if (pixels.length !== count * inputBytes({ size })) {
      throw new Problem(
        'encoder-failed',
        `${pixels.length} bytes are not ${count} pictures of ${size} pixels.`,
      );
    }
    if (!this.input.alone) return this.run(pixels, count);
    const embeddings = new Float32Array(count * this.dimension);
    for (let i = 0; i < count; i++) {
      const bytes = inputBytes({ size });
      const picture = await this.run(pixels.subarray(i * bytes, (i + 1) * bytes), 1);
      embeddings.set(picture, i * this.dimension);
    }
    return embeddings;
  }

  private async run(pixels: Uint8Array, count: number): Promise<Float32Array<ArrayBuffer>> {
    const { size } = this.preprocessing;
    const values = toPixelValues(pixels, count, this.preprocessing);
    const outputs = await this.session.run(
      { [this.input.name]: new Tensor('float32', values, [count, 3, size, size]) },
      [this.output],
    );
    return embeddingsOf(outputs[this.output], count, this.dimension, this.entry.outputWidth);
  }
}
