/** What a faces worker offers: it finds the faces in a picture and describes each in 128 numbers. */

import type { Face } from '#core/faces';

/** A face with a small picture of it, to be shown; null if the face is not described. */
export type FoundFace = Face & { crop: Blob | null };

export interface FacesWorker {
  /**
   * Fetches the models unless they are kept, and starts the runtime. Call it once, before the first picture.
   * @param threads number of threads on WASM; 1 if the page is not cross-origin isolated (`encoderThreads`)
   * @throws Problem `decoder-missing` if a model cannot be fetched now, or its host has another file there; `network`,
   *   `app-damaged` about the runtime; `encoder-failed`. It may be called again.
   */
  open(threads: number): Promise<void>;
  /**
   * Pictures are looked at one after the other, in the order of the calls.
   * @param picture JPEG, PNG or WebP, such as the original: small faces are described from its own pixels
   * @returns the surest first; none if there is no face
   * @throws Problem `damaged` if the browser cannot decode it, `encoder-failed`
   */
  find(picture: Blob): Promise<FoundFace[]>;
}
