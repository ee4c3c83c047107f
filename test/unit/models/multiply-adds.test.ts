/** The catalogue's multiply-adds, derived from the architectures, and the starter's from its own graph. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SPACES } from '#models/catalogue';
import { STARTER } from '#models/spaces/starter';
import { type Graph, readGraph } from '#workers/encode/tower/graph';
import { CLIP_TOWERS, SIGLIP2_TOWER } from '../../fixtures/image-towers';
import type { ImageTower } from '../../fixtures/standins/towers';

/** Rounded in the catalogue to three digits at most. */
const TOLERANCE = 0.005;

/** @param tokens of a picture, the class token included */
function ofBlocks({ width, layers, mlp }: ImageTower, tokens: number): number {
  const projections = 4 * tokens * width ** 2;
  const feedForward = 2 * tokens * width * width * mlp;
  const attention = 2 * tokens ** 2 * width;
  return layers * (projections + feedForward + attention);
}

const ofPatches = ({ input, patch, width }: ImageTower) => (input / patch) ** 2 * 3 * patch ** 2 * width;

function ofClip(tower: ImageTower): number {
  const tokens = (tower.input / tower.patch) ** 2 + 1;
  return ofPatches(tower) + ofBlocks(tower, tokens) + tower.width * tower.dimension;
}

/** Without a class token: a probe attends to all states, and goes through a layer of its own. */
function ofSiglip(tower: ImageTower): number {
  const { width, mlp } = tower;
  const tokens = (tower.input / tower.patch) ** 2;
  const probe = 2 * tokens * width ** 2 + 2 * width ** 2 + 2 * tokens * width + 2 * width * width * mlp;
  return ofPatches(tower) + ofBlocks(tower, tokens) + probe;
}

test('every model of the catalogue has its multiply-adds', () => {
  const derived: Record<string, number> = {
    ...Object.fromEntries(Object.entries(CLIP_TOWERS).map(([id, tower]) => [id, ofClip(tower)])),
    'siglip2-base': ofSiglip(SIGLIP2_TOWER),
    [STARTER.id]: ofConvolutions(
      readGraph(new Uint8Array(readFileSync('models/starter/onnx/vision_model.onnx'))),
    ),
  };
  for (const { id, multiplyAdds = Number.NaN } of SPACES) {
    const share = multiplyAdds / (derived[id] ?? Number.NaN);
    expect(Math.abs(share - 1), `${id}: ${derived[id]}`).toBeLessThan(TOLERANCE);
  }
});

/** Counts a graph of convolutions over square values, and of products at its end. */
function ofConvolutions({ operations, constants, inputs }: Graph): number {
  const madeBy = new Map(operations.map((operation) => [operation.outputs[0], operation]));
  /** Weights are stored in 8 bits, and expanded by casts and multiplications. */
  const dimsOf = (name = ''): readonly number[] => {
    const constant = constants.get(name);
    if (constant) return constant.dims;
    const given = (madeBy.get(name)?.inputs ?? []).map(dimsOf);
    return given.reduce((most, dims) => (dims.length > most.length ? dims : most), []);
  };
  const edges = new Map(inputs.map(({ name }) => [name, 224]));
  let sum = 0;
  for (const { operator, inputs, outputs, attributes } of operations) {
    const edge = Math.max(0, ...inputs.map((name) => edges.get(name) ?? 0));
    const numbers = (name: string, otherwise: number[]) =>
      (attributes.get(name) as number[] | undefined) ?? otherwise;
    const [stride = 1] = numbers('strides', [1]);
    let after = edge;
    if (operator === 'Conv') {
      const dims = dimsOf(inputs[1]);
      const [top = 0, , bottom = 0] = numbers('pads', [0, 0, 0, 0]);
      after = Math.floor((edge + top + bottom - (dims[2] ?? 1)) / stride) + 1;
      sum += product(dims) * after ** 2;
    }
    if (operator === 'Gemm') sum += product(dimsOf(inputs[1]));
    if (operator === 'ReduceMean') after = 1;
    if (operator === 'AveragePool') after = Math.floor(edge / stride);
    for (const name of outputs) edges.set(name, after);
  }
  return sum;
}

function product(dims: readonly number[]): number {
  return dims.reduce((all, dim) => all * dim, 1);
}
