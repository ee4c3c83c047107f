/** Puts a decoded photo, or all pictures of a video, together again when their embeddings have come. */

import type { Decoded, DecodedFrame } from '#workers/decode/contract';

type Embedding = Float32Array<ArrayBuffer>;

/** The pictures may be in several batches, of this device and of boxes, which come back in any order. */
export class Gathered {
  private readonly pictures: readonly { pixels: Uint8Array }[];
  private readonly embeddings: (Embedding | null | undefined)[] = [];

  /** @param frames further pictures, if it is a video */
  constructor(
    readonly picture: Decoded,
    private readonly frames: readonly DecodedFrame[] = [],
  ) {
    this.pictures = [picture, ...frames];
  }

  /** The encoder's input of each picture; the first is the photo itself. */
  pixels(): Uint8Array[] {
    return this.pictures.map(({ pixels }) => pixels);
  }

  /** @param embedding null if the picture could not be encoded */
  put(index: number, embedding: Embedding | null): void {
    this.embeddings[index] = embedding;
  }

  /**
   * What can be committed. Null as long as pictures are missing, and if the photo itself could not be encoded; a
   * further picture that could not be is left out.
   */
  whole() {
    const [embedding] = this.embeddings;
    if (!embedding || !this.pictures.every((_, i) => this.embeddings[i] !== undefined)) return null;
    const frames = this.frames.flatMap(({ seconds, preview }, i) => {
      const own = this.embeddings[i + 1];
      return own ? [{ seconds, preview, embedding: own }] : [];
    });
    return { embedding, ...(frames.length > 0 && { frames }) };
  }
}
