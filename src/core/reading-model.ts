/** Reads files of models, which anybody may have written. */

import { Problem } from './errors';

/**
 * Runs a reader of a model's file.
 * @throws Problem as the reader does; `model-unsupported` for what it throws because the file is laid out in another way
 */
export function readingModel<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('model-unsupported', `${file} is not laid out as expected: ${error}`, { cause: error });
  }
}
