/** `--write-manifest`: writes the manifest of a model, with golden vectors computed by its fp32 ONNX. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { readPreprocessor } from '#core/preprocess';
import type { IoTensor } from '../backends/encoder';
import type { Contract } from '../backends/fit';
import type { Norm } from '../backends/normalise';
import { ioTensor, loadOnnxRuntime, openOnnx } from '../backends/onnx';
import { fileHash, type Manifest, manifestBeside, TOLERANCE } from '../manifest';
import type { Options } from '../options';

/** Edge of a picture if neither the input's shape nor a preprocessor_config.json gives it. */
const SIZE = 224;

/**
 * Writes the manifest of the .onnx itself, or of the .axmodel that was compiled from it (`--for`).
 * @throws Error with a readable message
 */
export async function writeManifest(options: Options): Promise<void> {
  const { model: onnx, making, threads } = options;
  if (!existsSync(onnx)) throw new Error(`There is no model ${onnx}. --ienc names the .onnx.`);
  const draft = await draftOf(onnx, making.norm);
  const vectors = await goldenOf(onnx, threads, draft);
  const model = making.model ?? onnx;
  const bytes = making.dtype === 'u8';
  const written: Manifest = {
    space: making.space,
    sha256: await fileHash(model),
    // A model that takes bytes normalises them itself.
    input: bytes ? { ...draft.input, dtype: 'u8', layout: 'nhwc', norm: 'none' } : draft.input,
    output: { ...draft.output, name: making.output ?? draft.output.name },
    golden: Buffer.from(vectors.buffer).toString('base64'),
    tolerance: TOLERANCE,
  };
  const path = options.manifest ?? manifestBeside(model);
  writeFileSync(path, `${JSON.stringify(written, null, 2)}\n`);
  const { dtype, layout, size, norm } = written.input;
  console.log(`${path}: space ${written.space}, ${dtype} ${layout} ${size}, norm ${JSON.stringify(norm)}`);
  console.log(
    `output "${written.output.name}" of ${written.output.dimension}. --probe tells whether the model agrees.`,
  );
}

/** Derives input and output from the ONNX file, and from a preprocessor_config.json if it has one. */
async function draftOf(onnx: string, asked: Norm | null): Promise<Contract> {
  const { InferenceSession } = await loadOnnxRuntime();
  const session = await InferenceSession.create(onnx);
  const input = session.inputMetadata.map(ioTensor)[0];
  const output = embeddingOf(session.outputMetadata.map(ioTensor));
  await session.release();
  const edge = input?.shape[2] ?? -1;
  const config = preprocessing(onnx);
  return {
    input: {
      dtype: 'f32',
      layout: 'nchw',
      size: edge > 0 ? edge : (config?.size ?? SIZE),
      norm: asked ?? config?.norm ?? 'clip',
    },
    output: { name: output.name, dimension: output.shape[1] as number },
  };
}

/** Finds the output that is one vector a picture; of several, the one with a usual name. */
function embeddingOf(outputs: IoTensor[]): IoTensor {
  const vectors = outputs.filter(({ shape }) => shape.length === 2 && (shape[1] as number) > 1);
  const [output] = vectors;
  if (output && vectors.length === 1) return output;
  const named = vectors.find(({ name }) => ['image_embeds', 'image_features'].includes(name));
  if (named) return named;
  const there = outputs.map(({ name, shape }) => `"${name}" [${shape}]`).join(', ');
  throw new Error(`Which output is the embedding? The model has ${there}.`);
}

/** Reads a preprocessor_config.json in the model's folder or its parent; null if it is missing. */
function preprocessing(onnx: string): { size: number; norm: Norm } | null {
  const folders = [dirname(onnx), join(dirname(onnx), '..')];
  const path = folders
    .map((folder) => join(folder, 'preprocessor_config.json'))
    .find((each) => existsSync(each));
  if (path === undefined) return null;
  const { size, mean, std } = readPreprocessor(JSON.parse(readFileSync(path, 'utf8')));
  return { size, norm: { mean, std } };
}

async function goldenOf(model: string, threads: number, draft: Contract): Promise<Float32Array<ArrayBuffer>> {
  const encoder = await openOnnx({ model, threads }, draft);
  const { size } = draft.input;
  const pixels = new Uint8Array(GOLDEN_PICTURES * size * size * 3);
  for (let i = 0; i < GOLDEN_PICTURES; i++) pixels.set(goldenPicture(i, size), i * size * size * 3);
  const vectors = Float32Array.from(await encoder.encode(pixels, GOLDEN_PICTURES));
  await encoder.close();
  return vectors;
}
