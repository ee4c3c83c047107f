/**
 * Texts -> token ids, by the tokenizer that comes with the model. Truncation and padding are done here: a
 * text cut at the model's limit must still end with its end-of-text token.
 */

// The old name of @huggingface/transformers 4: an alias in package.json.
import { PreTrainedTokenizer } from '@xenova/transformers';
import type { TextContract } from '#core/space';

/** Token ids of several texts: texts x length. */
export interface Tokens {
  ids: Int32Array;
  /** 1 for a token, 0 for padding. */
  mask: Int32Array;
  length: number;
}

export type Tokenizer = (texts: readonly string[]) => Tokens;

/** @param tokenizerJson content of tokenizer.json */
export function makeTokenizer(tokenizerJson: object, contract: TextContract): Tokenizer {
  const { padToken, firstToken, length, pad, lowerCase } = contract;
  const named = typeof padToken === 'string';
  const tokenizer = new PreTrainedTokenizer(tokenizerJson, named ? { pad_token: padToken } : {});
  const padding = named ? (tokenizer.pad_token_id ?? 0) : padToken;
  const idsOf = (text: string): readonly number[] => {
    if (firstToken === undefined) return cut(tokenizer.encode(text), length);
    const own = tokenizer.encode(text, { add_special_tokens: false });
    return [firstToken, ...own.slice(0, length - 1)];
  };
  return (texts) => {
    const rows = texts.map((text) => idsOf(lowerCase ? text.toLowerCase() : text));
    const longest = Math.max(...rows.map((row) => row.length));
    return pack(rows, pad === 'length' ? length : longest, padding);
  };
}

/** Truncates to `length` ids, but keeps the last one, which ends the text. */
function cut(ids: readonly number[], length: number): readonly number[] {
  return ids.length <= length ? ids : [...ids.slice(0, length - 1), ids.at(-1) as number];
}

function pack(rows: readonly (readonly number[])[], length: number, padding: number): Tokens {
  const ids = new Int32Array(rows.length * length).fill(padding);
  const mask = new Int32Array(rows.length * length);
  rows.forEach((row, i) => {
    ids.set(row, i * length);
    mask.fill(1, i * length, i * length + row.length);
  });
  return { ids, mask, length };
}
