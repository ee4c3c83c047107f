/** On Chromium's software adapter, the only one that test machines have. */

import { afterEach, expect, test, vi } from 'vitest';
import { gpuAdapter } from '#core/gpu';
import { measureGraphics, paceOf } from '#workers/encode/graphics/measuring';
import { COLUMNS, INNER, productShader, ROWS, TILE } from '#workers/encode/graphics/shaders';

const LONG = 100_000;

afterEach(() => void vi.restoreAllMocks());

async function softwareAdapter(): Promise<GPUAdapter> {
  const adapter = await gpuAdapter();
  if (!adapter) throw new Error('The test browser has no WebGPU.');
  return adapter;
}

test('a software adapter counts as no graphics processor', async () => {
  await softwareAdapter();
  expect(await measureGraphics()).toBeNull();
});

test('an adapter has a rate and the cost of a step, and its device is destroyed', async () => {
  const adapter = await softwareAdapter();
  const request = vi.spyOn(adapter, 'requestDevice');
  const pace = await paceOf(adapter, LONG, TILE);
  expect(pace?.half).toBeNull();
  expect(pace?.full).toBeGreaterThan(0);
  expect(pace?.step).toBeGreaterThan(0);
  const device = await (request.mock.results[0]?.value as Promise<GPUDevice>);
  expect((await device.lost).reason).toBe('destroyed');
});

test('what takes too long, and a device that is lost, count as no graphics processor', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  expect(await paceOf(await softwareAdapter(), 0)).toBeNull();
  const adapter = await softwareAdapter();
  const request = adapter.requestDevice.bind(adapter);
  vi.spyOn(adapter, 'requestDevice').mockImplementation(async (wanted) => {
    const device = await request(wanted);
    device.destroy();
    return device;
  });
  expect(await paceOf(adapter, LONG, TILE)).toBeNull();
});

test('the shader computes the product', async () => {
  const device = await (await softwareAdapter()).requestDevice();
  // GPUBufferUsage: MAP_READ, COPY_SRC, COPY_DST, STORAGE.
  const [read, source, target, storage] = [0x1, 0x4, 0x8, 0x80];
  const left = new Float32Array(TILE * INNER).map((_, i) => (i % 7) - 3);
  const right = new Float32Array(INNER * COLUMNS).map((_, i) => (i % 11) - 5);
  const buffers = [left, right].map((values) => {
    const buffer = device.createBuffer({ size: values.byteLength, usage: storage | target });
    device.queue.writeBuffer(buffer, 0, values);
    return buffer;
  });
  const size = TILE * COLUMNS * 4;
  const result = device.createBuffer({ size, usage: storage | source });
  const copy = device.createBuffer({ size, usage: read | target });
  const module = device.createShaderModule({ code: productShader('f32') });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const entries = [...buffers, result].map((buffer, binding) => ({ binding, resource: { buffer } }));
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(COLUMNS / TILE, 1);
  pass.end();
  encoder.copyBufferToBuffer(result, 0, copy, 0, size);
  device.queue.submit([encoder.finish()]);
  await copy.mapAsync(1);
  const found = new Float32Array(copy.getMappedRange().slice(0));
  device.destroy();
  for (const [row, column] of [
    [0, 0],
    [5, 1],
    [17, 1500],
    [TILE - 1, COLUMNS - 1],
  ] as const) {
    let sum = 0;
    for (let k = 0; k < INNER; k++) {
      sum += (left[row * INNER + k] ?? 0) * (right[k * COLUMNS + column] ?? 0);
    }
    expect(found[row * COLUMNS + column]).toBe(sum);
  }
  expect(ROWS % TILE).toBe(0);
});
