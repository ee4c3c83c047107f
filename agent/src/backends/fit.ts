/** Checks a model against its manifest. Nothing is guessed, because wrong vectors look like right ones. */

import type { Manifest } from '../manifest';
import type { Tensor } from './device';
import type { IoTensor } from './encoder';

/** Fields of a manifest that an encoder uses. */
export type Contract = Pick<Manifest, 'input' | 'output'>;

/**
 * @returns the output that holds the embedding
 * @throws Error that names the mismatch and what the model has
 */
export function fit(inputs: readonly Tensor[], outputs: readonly Tensor[], wanted: Contract): Tensor {
  const { dtype, layout, size, norm } = wanted.input;
  if (dtype === 'u8' && norm !== 'none') {
    throw new Error('A model that takes bytes normalises inside: "norm" in its manifest must be "none".');
  }
  const [input] = inputs;
  if (!input || inputs.length !== 1) {
    throw new Error(`The model has ${inputs.length} inputs; an image encoder has one.`);
  }
  const shape = layout === 'nhwc' ? [1, size, size, 3] : [1, 3, size, size];
  if (input.dtype !== dtype || !same(input.shape, shape)) {
    throw new Error(
      `The manifest says ${dtype} ${layout} [${shape}], but the model wants ${inWords(input)}. Correct "input" in the manifest.`,
    );
  }
  const bytes = 3 * size * size * (dtype === 'u8' ? 1 : 4);
  if (input.bytes !== bytes || !input.dense) {
    throw new Error(
      `The model's input is ${input.bytes} bytes with gaps; only dense ones of ${bytes} are known.`,
    );
  }
  if (input.colour === 'bgr') {
    throw new Error('The model wants BGR. Compile it with RGB as the format of its tensor.');
  }
  return embeddingOf(outputs, wanted.output);
}

function embeddingOf(outputs: readonly Tensor[], { name, dimension }: Contract['output']): Tensor {
  const there = `It has ${outputs.map(inWords).join(', ')}.`;
  const output = outputs.find((each) => each.name === name);
  if (!output)
    throw new Error(`The model has no output "${name}". ${there} Correct "output" in the manifest.`);
  const { shape, dtype, bytes, dense } = output;
  if (dtype !== 'f32' || !dense || bytes !== dimension * 4 || !same(shape, [1, dimension])) {
    throw new Error(`The output "${name}" is not f32 [1,${dimension}]. ${there}`);
  }
  return output;
}

/** Describes a tensor, for example: "input.1" f32 [1,3,224,224]. */
export function inWords({ name, dtype, shape }: Pick<IoTensor, 'name' | 'dtype' | 'shape'>): string {
  return `"${name}" ${dtype} [${shape}]`;
}

/** Derives the layout from the shape (-1: any length), because the engine often reports it as "unknown". */
export function layoutOf([_, second, , last, ...more]: readonly number[]): IoTensor['layout'] {
  if (last === undefined || more.length > 0) return null;
  if (second === 3) return 'nchw';
  if (last === 3) return 'nhwc';
  return second === -1 ? 'nchw' : null;
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}
