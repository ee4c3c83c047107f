/**
 * Prints the line of `models/golden.ts` for an image encoder, computed by onnxruntime's native build:
 *
 *   node tools/golden.mjs <encoder id> <folder of the model> <graph> <output>
 *   node tools/golden.mjs starter-2/image/fp32 models/starter onnx/vision_model.onnx image_embeds
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';

const ROOT = join(import.meta.dirname, '..');
const STAND_INS = join(ROOT, 'test/fixtures/standins');

const [encoder = '', folder = '', graph = '', output = ''] = process.argv.slice(2);
const { module } = await runnerImport(join(STAND_INS, 'reference.ts'), { root: ROOT, configFile: false });
const config = JSON.parse(readFileSync(join(folder, 'preprocessor_config.json'), 'utf8'));
const size = config.crop_size?.height ?? config.size.height;
const input = { size, mean: config.image_mean, std: config.image_std };
const { rows } = await module.expectedOf(
  { encoder, graph, output, input },
  (/** @type {string} */ path) => readFileSync(join(folder, path)),
  module.loadRuntime(join(STAND_INS, 'runtime')),
);
const bytes = rows.flatMap((/** @type {number[]} */ row) => {
  const largest = Math.max(...row.map(Math.abs));
  return row.map((value) => Math.round((value / largest) * 127) & 255);
});
console.log(`  '${encoder}': '${Buffer.from(bytes).toString('base64')}',`);
