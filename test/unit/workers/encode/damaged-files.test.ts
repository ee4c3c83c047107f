/** Files of models, damaged by chance: each is read right, or refused with a reason. Nothing crashes, hangs or takes all memory. */

import { describe, expect, test } from 'vitest';
import { Problem } from '#core/errors';
import { readPreprocessor } from '#core/preprocess';
import { spaceOf } from '#models/own';
import { readDense } from '#workers/encode/dense';
import { cutToOutput, outputNames } from '#workers/encode/onnx/cut';
import { quantiseGraph } from '#workers/encode/onnx/quantise-graph';
import { damagedJson } from '../../../fixtures/damaged-json';
import { imageGraph } from '../../../fixtures/standins/graphs';
import { Random } from '../../../fixtures/standins/numbers';

/** Returns what a reader makes of it; null if it was refused with a reason. */
function attempt<T>(seed: number, read: () => T): T | null {
  const start = performance.now();
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'model-unsupported') {
      throw new Error(`Seed ${seed}: ${error}`, { cause: error });
    }
    expect(error.message.length).toBeGreaterThan(9);
    return null;
  } finally {
    expect(performance.now() - start, `Seed ${seed}`).toBeLessThan(2_000);
  }
}

/** Cut off, or with some other bytes, most of them near the start, where the structure is. */
function damagedBytes(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const damaged = new Uint8Array(bytes);
  if (random.uniform() < 0.2) return damaged.slice(0, Math.floor(random.uniform() * bytes.length));
  for (let i = 0; i < 1 + random.uniform() * 4; i++) {
    const at = Math.floor(random.uniform() ** 3 * bytes.length);
    damaged[at] = random.uniform() * 256;
  }
  return damaged;
}

/** Each seed gives the same damage for ever. */
function each(count: number, damage: (random: Random, seed: number) => unknown): void {
  let refused = 0;
  for (let seed = 1; seed <= count; seed++) if (damage(new Random(seed), seed) === null) refused++;
  expect(refused, 'refused').toBeGreaterThan(count / 20);
  expect(refused, 'refused').toBeLessThan(count);
}

const TOWER = { width: 8, layers: 1, heads: 1, mlp: 2, input: 32, patch: 16, dimension: 8 };
const GRAPH = imageGraph(TOWER, 'fp32', 'clip', { states: 'last_hidden_state', embedding: 'image_embeds' });

test('graphs', () => {
  each(400, (random, seed) => {
    const damaged = damagedBytes(GRAPH, random);
    return attempt(seed, () => outputNames(damaged).map((name) => cutToOutput(damaged, name)));
  });
  each(200, (random, seed) => attempt(seed, () => quantiseGraph(damagedBytes(GRAPH, random))));
});

test('a dense layer', () => {
  const header = { linear: { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] } };
  const fileOf = (json: unknown) => {
    const text = new TextEncoder().encode(JSON.stringify(json));
    const file = new Uint8Array(8 + text.length + 24);
    new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
    file.set(text, 8);
    return file;
  };
  const read = (seed: number, file: Uint8Array<ArrayBuffer>) => {
    const dense = attempt(seed, () => readDense(file));
    if (dense) expect(dense.weights.length, `Seed ${seed}`).toBe(dense.inputs * dense.outputs);
    return dense;
  };
  expect(read(0, fileOf(header))).toMatchObject({ inputs: 3, outputs: 2 });
  each(200, (random, seed) => read(seed, fileOf(damagedJson(header, random))));
  each(200, (random, seed) => read(seed, damagedBytes(fileOf(header), random)));
});

describe('configs', () => {
  const TRANSFORMERS = {
    'config.json': {
      model_type: 'siglip',
      projection_dim: 512,
      text_config: { max_position_embeddings: 64 },
    },
    'tokenizer_config.json': { pad_token: { content: '</s>' }, model_max_length: 64 },
  };
  const OPEN_CLIP = {
    'open_clip_config.json': {
      model_cfg: { embed_dim: 512, text_cfg: { context_length: 77, tokenizer_kwargs: { clean: 'lower' } } },
    },
  };
  const UFORM = {
    'config.json': {
      image_encoder: { image_size: 224 },
      text_encoder: { embedding_dim: 256, max_position_embeddings: 50, padding_idx: 1 },
    },
  };
  const files = ['tokenizer.json', 'visual.onnx', 'textual.onnx'];

  test.each([
    ['transformers', TRANSFORMERS, [...files, 'preprocessor_config.json', 'config.json']],
    ['open_clip', OPEN_CLIP, [...files, 'open_clip_config.json']],
    ['UForm', UFORM, [...files, 'config.json']],
  ])('of %s', (_, configs, paths) => {
    const own = { id: 'own', name: 'mine', home: { kind: 'folder', name: 'mine' } as const };
    const named = paths.map((path) => ({ path, bytes: 1, sha256: path }));
    each(200, (random, seed) => {
      const damaged = damagedJson(configs, random) as Record<string, unknown>;
      if (typeof damaged !== 'object' || damaged === null) return undefined;
      const space = attempt(seed, () => spaceOf({ ...own, files: named, configs: damaged }));
      if (!space) return null;
      const [text] = space.texts;
      expect(Number.isInteger(space.dimension) && space.dimension > 0, `Seed ${seed}`).toBe(true);
      expect(Number.isInteger(text?.length) && (text?.length ?? 0) > 0, `Seed ${seed}`).toBe(true);
      expect(['string', 'number'], `Seed ${seed}`).toContain(typeof text?.padToken);
      return space;
    });
  });

  test.each([
    [
      'transformers',
      {
        ...{
          do_resize: true,
          size: { shortest_edge: 224 },
          do_center_crop: true,
          crop_size: 224,
          resample: 3,
        },
        ...{ image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5], rescale_factor: 1 / 255 },
      },
    ],
    [
      'open_clip',
      {
        model_cfg: { vision_cfg: { image_size: 224 } },
        preprocess_cfg: { interpolation: 'bicubic', mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
      },
    ],
  ])('of the preprocessing in %s', (_, config) => {
    each(200, (random, seed) => {
      const read = attempt(seed, () => readPreprocessor(damagedJson(config, random)));
      if (!read) return null;
      expect(Number.isInteger(read.size) && read.size > 0, `Seed ${seed}`).toBe(true);
      const numbers = [read.rescale, ...read.mean, ...read.std];
      expect(numbers, `Seed ${seed}`).toHaveLength(7);
      expect(numbers.every(Number.isFinite), `Seed ${seed}`).toBe(true);
      expect(Math.min(...read.std), `Seed ${seed}`).toBeGreaterThan(0);
      return read;
    });
  });
});
