/**
 * Measures the graphics processor in a second at most, before a model for it is offered. It has no model yet, and the
 * starter runs on WASM alone, so it multiplies matrices as large as those of the models that may be offered.
 */

import { gpuAdapter, isSoftware } from '#core/gpu';
import type { GraphicsPace } from '#models/forecast';
import { COLUMNS, INNER, productShader, ROWS, STEP_SHADER, TILE } from './shaders';

/** Milliseconds after which it counts as none: an encoder would be of no use there. */
const LONGEST_MS = 1000;
/** A submission must take this long, so that the fence after it does not count. */
const LONG_ENOUGH_MS = 20;
/** Submissions of which the median counts. */
const RUNS = 3;
const MOST_PRODUCTS = 1024;
const STEPS = 256;
/** A small step's numbers: a workgroup of them. */
const STEP_FLOATS = 64;
/** `GPUBufferUsage.STORAGE`, which TypeScript's types do not have. */
const STORAGE = 0x80;

/** Returns null without a graphics processor, if it must not be used, is only simulated, fails, or is too slow. */
export async function measureGraphics(): Promise<GraphicsPace | null> {
  const adapter = await gpuAdapter();
  return adapter && !isSoftware(adapter) ? paceOf(adapter) : null;
}

/** The same for any adapter. @param longest milliseconds after which it counts as none @param rows of the product */
export async function paceOf(
  adapter: GPUAdapter,
  longest = LONGEST_MS,
  rows = ROWS,
): Promise<GraphicsPace | null> {
  let device: GPUDevice | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const hasHalf = adapter.features.has('shader-f16');
    device = await adapter.requestDevice({ requiredFeatures: hasHalf ? ['shader-f16'] : [] });
    const ended = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The graphics processor is too slow.')), longest);
      void device?.lost.then(({ message }) => reject(new Error(message)));
    });
    return await Promise.race([measure(device, hasHalf, rows), ended]);
  } catch (error) {
    console.warn('No pace of the graphics processor:', error);
    return null;
  } finally {
    clearTimeout(timer);
    device?.destroy();
  }
}

async function measure(device: GPUDevice, hasHalf: boolean, rows: number): Promise<GraphicsPace> {
  // A shader that does not compile runs nothing, at any speed.
  device.pushErrorScope('validation');
  const half = hasHalf ? await rateOf(device, 'f16', rows) : null;
  const full = await rateOf(device, 'f32', rows);
  const step = await stepOf(device);
  const error = await device.popErrorScope();
  if (error) throw new Error(error.message);
  return { half, full, step };
}

/** @returns multiply-adds a millisecond */
async function rateOf(device: GPUDevice, float: 'f16' | 'f32', rows: number): Promise<number> {
  const bytes = float === 'f16' ? 2 : 4;
  const sizes = [rows * INNER, INNER * COLUMNS, rows * COLUMNS].map((count) => count * bytes);
  const submit = submissions(device, productShader(float), sizes, [COLUMNS / TILE, rows / TILE]);
  // The first compiles.
  await submit(1);
  let products = 1;
  let ms = await submit(products);
  while (ms < LONG_ENOUGH_MS && products < MOST_PRODUCTS) {
    products *= 4;
    ms = await submit(products);
  }
  return (products * rows * INNER * COLUMNS) / (await medianOf(() => submit(products), ms));
}

async function stepOf(device: GPUDevice): Promise<number> {
  const submit = submissions(device, STEP_SHADER, [STEP_FLOATS * 4], [1, 1]);
  return (await medianOf(() => submit(STEPS), await submit(STEPS))) / STEPS;
}

/**
 * @param sizes of the buffers in bytes
 * @param groups numbers of workgroups
 * @returns what submits a number of dispatches, and resolves to the milliseconds until all are done. Each has a bind group
 *   of its own, as onnxruntime's have
 */
function submissions(
  device: GPUDevice,
  code: string,
  sizes: readonly number[],
  groups: readonly [number, number],
): (dispatches: number) => Promise<number> {
  const module = device.createShaderModule({ code });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
  const layout = pipeline.getBindGroupLayout(0);
  const entries = sizes.map((size, binding) => ({
    binding,
    resource: { buffer: device.createBuffer({ size, usage: STORAGE }) },
  }));
  return async (dispatches) => {
    const start = performance.now();
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    for (let i = 0; i < dispatches; i++) {
      pass.setBindGroup(0, device.createBindGroup({ layout, entries }));
      pass.dispatchWorkgroups(...groups);
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return performance.now() - start;
  };
}

/** @param first a run that is done */
async function medianOf(run: () => Promise<number>, first: number): Promise<number> {
  const times = [first];
  while (times.length < RUNS) times.push(await run());
  return times.sort((a, b) => a - b)[RUNS >> 1] as number;
}
