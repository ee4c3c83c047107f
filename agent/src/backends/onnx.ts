/** Image encoder as ONNX on the processor, run by onnxruntime's native build. */

import { createRequire } from 'node:module';
import type { InferenceSession } from 'onnxruntime-node';
import type { Encoder, EncoderInfo, EncoderOptions, IoTensor } from './encoder';
import { type Contract, inWords, layoutOf } from './fit';
import { planes, unitRow } from './normalise';

type Metadata = InferenceSession.ValueMetadata;

/** Pictures per run. ViT-B/32 took 60 ms a picture this way, 82 ms one by one; more only cost memory. */
const AT_ONCE = 4;

/** Loads onnxruntime-node on demand: the package is large, and a box with an NPU does not need it. */
export async function loadOnnxRuntime(): Promise<typeof import('onnxruntime-node')> {
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    throw new Error(
      `The backend onnx needs the package onnxruntime-node: npm install onnxruntime-node, beside the agent. (${(cause as Error).message})`,
      { cause },
    );
  }
}

/** @throws Error if the runtime is missing, or the model does not match the manifest */
export async function openOnnx(
  { model, threads }: Pick<EncoderOptions, 'model' | 'threads'>,
  contract: Contract,
): Promise<Encoder> {
  const { InferenceSession, Tensor } = await loadOnnxRuntime();
  const session = await InferenceSession.create(model, { intraOpNumThreads: threads });
  const { size, norm } = contract.input;
  const { name, dimension } = contract.output;
  const inputs = session.inputMetadata.map(ioTensor);
  const outputs = session.outputMetadata.map(ioTensor);
  const input = checkedInput(inputs, contract);
  if (!outputs.some((output) => output.name === name)) {
    throw new Error(
      `The model has no output "${name}". It has ${outputs.map(inWords).join(', ')}. Correct "output" in the manifest.`,
    );
  }
  const atOnce = input.shape[0] === -1 ? AT_ONCE : 1;
  const bytes = size * size * 3;

  async function encodeSome(pixels: Uint8Array, count: number, into: Float32Array): Promise<void> {
    const values = planes(pixels, count, size, norm);
    const feeds = { [input.name]: new Tensor('float32', values, [count, 3, size, size]) };
    const result = (await session.run(feeds, [name]))[name];
    const rows = result?.data;
    if (!(rows instanceof Float32Array) || rows.length !== count * dimension) {
      throw new Error(
        `The output "${name}" is ${result?.type} [${result?.dims}], not float32 [${count},${dimension}].`,
      );
    }
    for (let at = 0; at < rows.length; at += dimension) {
      unitRow(rows.subarray(at, at + dimension), into.subarray(at, at + dimension));
    }
  }

  return {
    info: (): EncoderInfo => ({
      backend: 'onnx',
      versions: { 'onnxruntime-node': runtimeVersion() },
      modelType: null,
      inputs,
      outputs,
      memory: null,
      dimension,
      size,
    }),
    async encode(pixels, count) {
      const vectors = new Float32Array(count * dimension);
      for (let from = 0; from < count; from += atOnce) {
        const to = Math.min(from + atOnce, count);
        const part = vectors.subarray(from * dimension, to * dimension);
        await encodeSome(pixels.subarray(from * bytes, to * bytes), to - from, part);
      }
      return vectors;
    },
    close: () => session.release(),
  };
}

function checkedInput(inputs: readonly IoTensor[], { input: wanted }: Contract): IoTensor {
  const { dtype, layout, size } = wanted;
  const [input] = inputs;
  const { shape = [] } = input ?? {};
  const fits =
    input?.dtype === 'float32' &&
    shape.length === 4 &&
    [-1, 1].includes(shape[0] as number) &&
    [3, size, size].every((length, i) => [-1, length].includes(shape[i + 1] as number));
  if (!input || inputs.length !== 1 || dtype !== 'f32' || layout !== 'nchw' || !fits) {
    throw new Error(
      `The manifest says ${dtype} ${layout} of ${size} pixels, and the backend onnx knows f32 nchw; the model wants ${inputs.map(inWords).join(', ')}. Correct "input" in the manifest.`,
    );
  }
  return input;
}

export function ioTensor(metadata: Metadata): IoTensor {
  if (!metadata.isTensor) {
    return { name: metadata.name, dtype: 'no tensor', layout: null, shape: [], bytes: null };
  }
  const shape = metadata.shape.map((length) => (typeof length === 'number' ? length : -1));
  const values = shape.reduce((product, length) => product * length, 1);
  const bytes = shape.includes(-1) || metadata.type !== 'float32' ? null : values * 4;
  return { name: metadata.name, dtype: metadata.type, layout: layoutOf(shape), shape, bytes };
}

function runtimeVersion(): string {
  const require = createRequire(import.meta.url);
  return (require('onnxruntime-node/package.json') as { version: string }).version;
}
