/** What a words worker offers: it reads the lines of text in a picture. */

import type { WordLine } from '#core/words';

export interface WordsWorker {
  /**
   * Fetches the models unless they are kept, and starts the runtime. Call it once, before the first picture.
   * @param threads number of threads on WASM; 1 if the page is not cross-origin isolated (`encoderThreads`)
   * @throws Problem `decoder-missing` if a model cannot be fetched now, or its host has another file there; `network`,
   *   `app-damaged` about the runtime; `encoder-failed`. It may be called again.
   */
  open(threads: number): Promise<void>;
  /**
   * A cheap look whether there are any words at all, at 320 pixels; tiny lettering is missed.
   * @param picture JPEG, PNG or WebP; a photo's preview is large enough
   * @throws Problem `damaged` if the browser cannot decode it, `encoder-failed`
   */
  hasWords(picture: Blob): Promise<boolean>;
  /**
   * Pictures are read one after the other, in the order of the calls. What is read depends on the pixels alone.
   * @param picture JPEG, PNG or WebP, such as a photo's preview; of larger ones, text is sought at 960 pixels
   * @returns lines from top to bottom; none if the picture has no words
   * @throws Problem `damaged` if the browser cannot decode it, `encoder-failed`
   */
  read(picture: Blob): Promise<WordLine[]>;
}
