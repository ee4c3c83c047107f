/** The inputs of sessions. Exports differ in their names and types, so both are read from the session. */

import { type InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { Problem } from '#core/errors';
import type { Tokens } from './tokenizer';
import type { Input } from './tower/graph';

/** Names of an image encoder's input. */
const PICTURES = ['pixel_values', 'images', 'input'];

/** A shape in session metadata: free dimensions have a name instead of a number. */
type Shape = readonly (number | string)[];

/**
 * Checks the input of an image encoder.
 * @returns its name, and whether its batch size is fixed to 1
 * @throws Problem `model-unsupported` if it has other inputs
 */
export function pictureInput({ inputMetadata }: InferenceSession): { name: string; alone: boolean } {
  const [input] = inputMetadata;
  const name = pictureName(inputMetadata.map((each) => each.name));
  if (!input?.isTensor || input.type !== 'float32') {
    const type = input?.isTensor ? input.type : 'a sequence';
    throw new Problem('model-unsupported', `The image encoder wants its pictures as ${type}.`);
  }
  return { name, alone: input.shape[0] === 1 };
}

/** @throws Problem `model-unsupported` if these are not the inputs of an image encoder */
export function pictureName(inputs: readonly string[]): string {
  const [name] = inputs;
  if (inputs.length === 1 && name !== undefined && PICTURES.includes(name)) return name;
  throw new Problem('model-unsupported', `The image encoder wants ${inputs.join(', ')}.`);
}

type Ints = Int32Array;

/** Known inputs of text encoders, each texts x tokens. */
const KNOWN: Record<string, (tokens: Tokens) => Ints> = {
  input_ids: ({ ids }) => ids,
  input: ({ ids }) => ids,
  attention_mask: ({ mask }) => mask,
  token_type_ids: ({ ids }) => new Int32Array(ids.length),
  position_ids: ({ ids, length }) => Int32Array.from(ids, (_, i) => i % length),
};

/** What is read of an input. */
type Metadata = InferenceSession.ValueMetadata | Input;

/**
 * Checks the inputs of a text encoder.
 * @returns whether its batch size is fixed to 1, and its number of tokens if that is fixed
 * @throws Problem `model-unsupported` if it has inputs that are not known here
 */
export function textInput(inputs: readonly Metadata[]): { alone: boolean; length: number | null } {
  for (const input of inputs) {
    if (!KNOWN[input.name] || !input.isTensor) {
      throw new Problem('model-unsupported', `The text encoder wants ${input.name}.`);
    }
    if (input.type !== 'int64' && input.type !== 'int32') {
      throw new Problem('model-unsupported', `The text encoder wants ${input.name} as ${input.type}.`);
    }
  }
  const shapes: Shape[] = inputs.map((input) => (input.isTensor ? input.shape : []));
  const fixed = shapes.map((shape) => shape[1]).find((length) => typeof length === 'number' && length > 0);
  return { alone: shapes.some(([count]) => count === 1), length: typeof fixed === 'number' ? fixed : null };
}

/** Returns the numbers of an input that `textInput` has checked, texts x tokens. */
export function textValues(name: string, tokens: Tokens): Int32Array {
  return KNOWN[name]?.(tokens) ?? new Int32Array(tokens.ids.length);
}

/** Builds the inputs of a session that `textInput` has checked. */
export function textFeeds(session: InferenceSession, tokens: Tokens): Record<string, Tensor> {
  const dims = [tokens.ids.length / tokens.length, tokens.length];
  return Object.fromEntries(
    session.inputMetadata.map((input) => {
      const values = textValues(input.name, tokens);
      const wide = input.isTensor && input.type === 'int64';
      const tensor = wide
        ? new Tensor('int64', BigInt64Array.from(values, BigInt), dims)
        : new Tensor('int32', values, dims);
      return [input.name, tensor];
    }),
  );
}
