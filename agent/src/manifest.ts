/** Manifest beside a model: what the model's file does not declare, and vectors that it must reproduce. */

import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { GOLDEN_PICTURES } from '#core/golden';
import { NORMS } from './backends/normalise';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
const triple = v.strictTuple([v.number(), v.number(), v.number()]);

/** Schema of `Norm` in backends/normalise. */
const norm = v.union([v.picklist(NORMS), v.strictObject({ mean: triple, std: triple })]);

/** Default of the manifest's `tolerance`. */
export const TOLERANCE = 0.05;

const manifest = v.strictObject({
  /** Space of the vectors: an id of the catalogue, or of the user's own model. */
  space: text,
  /** SHA-256 of the model's file, hex. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'sha256 must be 64 hexadecimal digits')),
  input: v.strictObject({
    dtype: v.picklist(['u8', 'f32']),
    layout: v.picklist(['nhwc', 'nchw']),
    size: whole(2_048),
    norm,
  }),
  output: v.strictObject({ name: text, dimension: whole(16_384) }),
  /** Base64 of GOLDEN_PICTURES x dimension float32, little-endian: core/golden encoded by the fp32 ONNX. */
  golden: v.pipe(v.string(), v.base64()),
  /** Largest distance from 1 of a cosine with `golden`. Quantised models need some. */
  tolerance: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.5)), TOLERANCE),
});

export type Manifest = v.InferOutput<typeof manifest>;

/** Returns the default path of a model's manifest. */
export function manifestBeside(model: string): string {
  return `${model}.json`;
}

/** @throws Error that says what is wrong and how to fix it */
export function parseManifest(json: string, path: string): Manifest {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch (cause) {
    throw new Error(`${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
  const read = v.safeParse(manifest, given);
  if (!read.success) {
    const faults = read.issues.map((issue) => `  ${v.getDotPath(issue) ?? 'manifest'}: ${issue.message}`);
    throw new Error(`${path} is no manifest:\n${faults.join('\n')}\nagent/README.md shows one.`);
  }
  const bytes = Buffer.from(read.output.golden, 'base64').length;
  const expected = GOLDEN_PICTURES * read.output.output.dimension * 4;
  if (bytes !== expected) {
    throw new Error(
      `${path}: "golden" holds ${bytes} bytes, but ${GOLDEN_PICTURES} vectors are ${expected}.`,
    );
  }
  return read.output;
}

/**
 * Reads the manifest of a model, and checks the model's hash against it.
 * @throws Error with a readable message
 */
export async function readManifest(model: string, path = manifestBeside(model)): Promise<Manifest> {
  if (!existsSync(model)) throw new Error(`There is no model ${model}. --ienc names it.`);
  if (!existsSync(path)) {
    throw new Error(
      `${model} has no manifest ${path}. --write-manifest makes one from the model as .onnx (see --help).`,
    );
  }
  const read = parseManifest(readFileSync(path, 'utf8'), path);
  const hash = await fileHash(model);
  if (hash !== read.sha256) {
    throw new Error(
      `${path} belongs to another file: it says sha256 ${read.sha256}, and ${model} has ${hash}.`,
    );
  }
  return read;
}

/** Decodes the golden vectors: GOLDEN_PICTURES x dimension. */
export function goldenVectors({ golden }: Manifest): Float32Array<ArrayBuffer> {
  const bytes = Uint8Array.from(Buffer.from(golden, 'base64'));
  return new Float32Array(bytes.buffer);
}

/** Returns the SHA-256 of a file, hex. Streams the file, so that its size does not matter. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
