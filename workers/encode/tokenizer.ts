/**
 * Texts -> token ids, by the tokenizer that comes with the model. Truncation and padding are done here: a
 * text cut at the model's limit must still end with its end-of-text token.
 */

// The old name of @huggingface/transformers 4: an alias in package.json.
import { PreTrainedTokenizer } from '@xenova/transformers';
import type { TextContract } from '#core/space';

/** Token ids of several texts: texts x length. */
export interface Tokens {
  ids: BigInt64Array;
  /** 1 for a token, 0 for padding. */
  mask: BigInt64Array;
  length: number;
}

export type Tokenizer = (texts: readonly string[]) => Tokens;

/** @param tokenizerJson content of tokenizer.json */
export function makeTokenizer(tokenizerJson: object, contract: TextContract): Tokenizer {
  const tokenizer = new PreTrainedTokenizer(tokenizerJson, { pad_token: contract.padToken });
  const padding = contract.zeroPadding ? 0 : (tokenizer.pad_token_id ?? 0);
  return (texts) => {
    const rows = texts.map((text) =>
      cut(tokenizer.encode(contract.lowerCase ? text.toLowerCase() : text), contract.length),
    );
    const longest = Math.max(...rows.map((row) => row.length));
    return pack(rows, contract.pad === 'length' ? contract.length : longest, padding);
  };
}

/** Truncates to `length` ids, but keeps the last one, which ends the text. */
function cut(ids: readonly number[], length: number): readonly number[] {
  return ids.length <= length ? ids : [...ids.slice(0, length - 1), ids.at(-1) as number];
}

function pack(rows: readonly (readonly number[])[], length: number, padding: number): Tokens {
  const ids = new BigInt64Array(rows.length * length).fill(BigInt(padding));
  const mask = new BigInt64Array(rows.length * length);
  rows.forEach((row, i) => {
    row.forEach((id, k) => {
      ids[i * length + k] = BigInt(id);
      mask[i * length + k] = 1n;
    });
  });
  return { ids, mask, length };
}
