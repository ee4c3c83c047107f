/** Texts -> token ids, by the tokenizer that comes with the model. */

import { PreTrainedTokenizer } from '@xenova/transformers';
import type { TowerFiles } from './model-files';

/** Ids of several texts, padded to the longest: texts x length. */
export type Tokenizer = (texts: readonly string[]) => { ids: BigInt64Array; length: number };

export async function openTokenizer(files: TowerFiles): Promise<Tokenizer> {
  const [tokenizerJson, tokenizerConfig] = await Promise.all([
    files.json('tokenizer.json'),
    files.json('tokenizer_config.json'),
  ]);
  const tokenizer = new PreTrainedTokenizer(tokenizerJson as object, tokenizerConfig as object);
  return (texts) => {
    const { input_ids } = tokenizer([...texts], { padding: true, truncation: true });
    return { ids: input_ids.data as BigInt64Array, length: input_ids.dims[1] as number };
  };
}
