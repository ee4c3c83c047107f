/**
 * Texts -> token ids, by the tokenizer that comes with the model. Truncation and padding are done here: a
 * text cut at the model's limit must still end with its end-of-text token.
 */

// The old name of @huggingface/transformers 4: an alias in package.json.
import { PreTrainedTokenizer } from '@xenova/transformers';
import { Problem } from '#core/errors';
import type { TextContract } from '#core/space';

/** Token ids of several texts: texts x length. */
export interface Tokens {
  ids: Int32Array;
  /** 1 for a token, 0 for padding. */
  mask: Int32Array;
  length: number;
}

export type Tokenizer = (texts: readonly string[]) => Tokens;

/**
 * @param tokenizerJson content of tokenizer.json
 * @returns what throws a Problem `model-unsupported` if the tokenizer fails at a text
 * @throws Problem `model-unsupported`, also if it fails at a first text: a model's user hears of it at once
 */
export function makeTokenizer(tokenizerJson: object, contract: TextContract): Tokenizer {
  const { padToken, firstToken, length, pad, lowerCase } = contract;
  const named = typeof padToken === 'string';
  const tokenizer = supported(
    () => new PreTrainedTokenizer(tokenizerJson, named ? { pad_token: padToken } : {}),
  );
  const padding = named ? (tokenizer.pad_token_id ?? 0) : padToken;
  const encode = (text: string, special: boolean) =>
    checked(supported(() => tokenizer.encode(text, { add_special_tokens: special })));
  const idsOf = (text: string): readonly number[] => {
    if (firstToken === undefined) return cut(encode(text, true), length);
    return [firstToken, ...encode(text, false).slice(0, length - 1)];
  };
  checked([padding, ...idsOf('a photo')]);
  return (texts) => {
    const rows = texts.map((text) => idsOf(lowerCase ? text.toLowerCase() : text));
    const longest = Math.max(...rows.map((row) => row.length));
    return pack(rows, pad === 'length' ? length : longest, padding);
  };
}

/** The library trusts tokenizer.json, and fails anywhere if it is not what it seems. */
function supported<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Problem('model-unsupported', `The tokenizer cannot be used: ${error}`, { cause: error });
  }
}

/** @throws Problem `model-unsupported` if one is not an id that a graph can take */
function checked(ids: readonly number[]): readonly number[] {
  const wrong = ids.findIndex((id) => !(id >= 0 && id === (id | 0)));
  if (wrong === -1) return ids;
  throw new Problem('model-unsupported', `The tokenizer gives the token ${ids[wrong]}.`);
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
