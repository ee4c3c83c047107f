/** Pixels -> embeddings. */

import { Problem } from '#core/errors';
import { inputBytes, toPixelValues } from '#core/preprocess';
import type { Backend, ImageEntry, Preprocessing } from '#core/space';
import { preprocessingOf } from '#store/model-files';
import { embeddingsOf } from './embeddings';
import { filesOf, type Weights } from './files';
import { type ImageSession, openSession } from './image-session';
import { cutToOutput, outputNames } from './onnx/cut';
import { ProcessorTime } from './processor-time';
import { outputAmong, warmRuntime } from './runtime';

/** Cuts a graph with both encoders down to the image encoder. */
export function ownTower(
  graph: Uint8Array<ArrayBuffer>,
  { combined, outputs }: Pick<ImageEntry, 'combined' | 'outputs'>,
): Uint8Array<ArrayBuffer> {
  return combined ? cutToOutput(graph, outputAmong(outputNames(graph), outputs)) : graph;
}

export class ImageEmbedder {
  readonly time = new ProcessorTime();

  private constructor(
    readonly entry: ImageEntry,
    readonly preprocessing: Preprocessing,
    private readonly dimension: number,
    private readonly session: ImageSession,
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
    return ImageEmbedder.of(graph, entry, dimension, backend, threads, await files.weightsOf(entry.graph));
  }

  /**
   * @param graph of the image encoder alone
   * @param weights its external ones
   */
  static async of(
    graph: Uint8Array,
    entry: ImageEntry,
    dimension: number,
    backend: Backend,
    threads: number,
    weights: readonly Weights[] = [],
  ): Promise<ImageEmbedder> {
    const preprocessing = await preprocessingOf(entry);
    const { size } = preprocessing;
    const session = await openSession({ graph, weights, outputs: entry.outputs, size }, backend, threads);
    return new ImageEmbedder(entry, preprocessing, dimension, session);
  }

  /** Whether it takes one picture at a time, so that a batch is nothing else. */
  get takesOne(): boolean {
    return this.session.alone;
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
    if (!this.session.alone) return this.run(pixels, count);
    const embeddings = new Float32Array(count * this.dimension);
    for (let i = 0; i < count; i++) {
      const bytes = inputBytes({ size });
      const picture = await this.run(pixels.subarray(i * bytes, (i + 1) * bytes), 1);
      embeddings.set(picture, i * this.dimension);
    }
    return embeddings;
  }

  private async run(pixels: Uint8Array, count: number): Promise<Float32Array<ArrayBuffer>> {
    const { session, time } = this;
    const values = time.alone(() => toPixelValues(pixels, count, this.preprocessing));
    const running = () => session.run(values, count);
    const output = await (session.threads > 0
      ? time.shared(session.threads, running)
      : time.handedOver(running));
    return time.alone(() => embeddingsOf(output, count, this.dimension, this.entry.outputWidth));
  }
}
