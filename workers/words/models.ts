/** Files of the two networks, fetched when words are first read. */

import { fetchVerified } from '#net/verified-file';
import det from '../../models/words/det.onnx?verified';
import dictionary from '../../models/words/dictionary.txt?verified';
import rec from '../../models/words/rec.onnx?verified';
import { readDictionary } from './dictionary';

export interface Models {
  detector: Uint8Array;
  recogniser: Uint8Array;
  /** Text of each class of the recogniser. */
  classes: readonly string[];
}

/** @throws Problem `decoder-missing` */
export async function fetchModels(): Promise<Models> {
  const [detector, recogniser, characters] = await Promise.all(
    [det, rec, dictionary].map((file) => fetchVerified(file, 'model')),
  );
  return {
    detector: new Uint8Array(detector as ArrayBuffer),
    recogniser: new Uint8Array(recogniser as ArrayBuffer),
    classes: readDictionary(new TextDecoder().decode(characters)),
  };
}
