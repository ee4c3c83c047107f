/** The backend for the board's NPU, through the real FFI, on the compiled stand-in. */

import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { LINEAR } from '../../fixtures/ax650n/places.mjs';
import { bundleDriver, driven, errorOf, expectOrderly, offBy } from './driving';

const OPENING = [
  'SYS_Init',
  'ENGINE_GetVNPUAttr',
  'ENGINE_Init',
  'ENGINE_CreateHandleV2',
  'ENGINE_CreateContextV2',
  'ENGINE_GetIOInfo',
  'SYS_MemAllocCached',
  'SYS_MemAllocCached',
  'ENGINE_GetHandleModelType',
  'ENGINE_GetCMMUsage',
];
const RUN = ['SYS_MflushCache', 'ENGINE_RunSyncV2', 'SYS_MinvalidateCache'];
const CLOSING = ['SYS_MemFree', 'SYS_MemFree', 'ENGINE_DestroyHandle', 'ENGINE_Deinit', 'SYS_Deinit'];

beforeAll(bundleDriver);

describe.runIf(process.platform === 'linux')('the NPU backend', () => {
  test.each(['u8', 'f32', 'two', 'odd'] as const)(
    'returns the vectors of the model of flavour %s',
    async (flavour) => {
      const run = await driven({ flavour });
      expect(offBy(run)).toBeLessThan(1e-5);
      expectOrderly(run);
    },
  );

  test('calls the libraries in the documented order on one thread, and undoes every step', async () => {
    const run = await driven({ rounds: 2 });
    expect(run.calls).toEqual([...OPENING, ...Array(6).fill(RUN).flat(), ...CLOSING]);
    expectOrderly(run);
  });

  test('reports the versions, inputs and outputs of the board', async () => {
    const { came } = await driven({ flavour: 'f32' });
    expect(came).toMatchObject({
      info: {
        backend: 'axengine',
        versions: { libax_engine: 'stand-in', 'model compiled by': 'stand-in 1' },
        modelType: 'NPU1, VNPU off',
        inputs: [{ name: 'input.1', dtype: 'f32', layout: 'nchw', shape: [1, 3, 224, 224], bytes: 602_112 }],
        outputs: [{ name: '4002', dtype: 'f32', layout: null, shape: [1, 512], bytes: 2_048 }],
        memory: 1_573_184,
        dimension: 512,
        size: 224,
      },
    });
  });

  test('keeps physical addresses above 2^53 exact', async () => {
    const run = await driven({ environment: { PHY: '1000000000000080' } });
    expect(offBy(run)).toBeLessThan(1e-5);
    expectOrderly(run);
  });

  test('keeps the VNPU mode that another process has set', async () => {
    const run = await driven({ flavour: 'f32', environment: { VNPU: '1' } });
    expect(run.came).toMatchObject({ info: { modelType: 'NPU1, VNPU STD' } });
    expectOrderly(run);
    // A model for all three cores does not run on fewer.
    const refused = await driven({ environment: { VNPU: '1' } });
    expect(errorOf(refused)).toBe('AX_ENGINE_CreateHandleV2 failed: 0x80060114 (NPU: not supported)');
    expectOrderly(refused);
  });

  test.each([...new Set([...OPENING, ...RUN])].filter((call) => !/GetVNPUAttr|ModelType/.test(call)))(
    'reports a failure of AX_%s and leaves nothing open',
    async (call) => {
      const run = await driven({ environment: { FAIL: `AX_${call}=0x80060127` } });
      expect(errorOf(run)).toBe(`AX_${call} failed: 0x80060127 (NPU: timeout)`);
      expectOrderly(run);
      expect(run.calls.filter((name) => name === 'SYS_Deinit')).toHaveLength(call === 'SYS_Init' ? 0 : 1);
    },
  );

  test('frees the first allocation if the second one fails', async () => {
    const run = await driven({ environment: { CMM: '151000' } });
    expect(errorOf(run)).toBe('AX_SYS_MemAllocCached failed: 0x800b0018 (system: out of memory)');
    expectOrderly(run);
  });

  test.each(CLOSING)('undoes the remaining steps if AX_%s fails', async (call) => {
    const run = await driven({ environment: { FAIL: `AX_${call}@1=0x80060111` } });
    expect(errorOf(run)).toBe(`AX_${call} failed: 0x80060111 (NPU: busy)`);
    expect(run.calls.slice(-CLOSING.length)).toEqual(CLOSING);
  });

  test('undoes every step on SIGTERM in the middle of the work', async () => {
    const run = await driven({ forever: true, signal: 'SIGTERM' });
    expect(run.calls.slice(-CLOSING.length)).toEqual(CLOSING);
    expectOrderly(run);
  });

  test('ends only its own process if the NPU crashes or hangs', async () => {
    const crashed = await driven({ environment: { ABORT: 'AX_ENGINE_RunSyncV2@2' } });
    expect(crashed).toMatchObject({ came: null, ended: 'SIGABRT', alive: null });
    const hung = await driven({ environment: { HANG: 'AX_ENGINE_RunSyncV2@2' }, killAt: 'RunSyncV2 hang' });
    expect(hung).toMatchObject({ came: null, ended: 'SIGKILL', alive: null });
  });

  describe('a model that contradicts its manifest', () => {
    test.each([
      [
        'another type',
        'f32',
        { input: { dtype: 'u8', layout: 'nhwc', size: 224, norm: 'none' } },
        'the model wants "input.1" f32 [1,3,224,224]',
      ],
      [
        'another size',
        'u8',
        { input: { dtype: 'u8', layout: 'nhwc', size: 256, norm: 'none' } },
        'the model wants "images" u8 [1,224,224,3]',
      ],
      [
        'normalised twice',
        'u8',
        { input: { dtype: 'u8', layout: 'nhwc', size: 224, norm: 'clip' } },
        '"norm" in its manifest must be "none"',
      ],
      [
        'no such output',
        'two',
        { output: { name: 'pooled', dimension: 512 } },
        'It has "last_hidden_state" f32 [1,3,256], "pooler_output" f32 [1,512].',
      ],
      [
        'hidden states instead of an embedding',
        'two',
        { output: { name: 'last_hidden_state', dimension: 768 } },
        'is not f32 [1,768]',
      ],
      [
        'an output with undefined dimensions',
        'odd',
        { output: { name: '0.aux', dimension: 768 } },
        'is not f32 [1,768]',
      ],
    ] as const)('is refused: %s', async (_, flavour, manifest, words) => {
      const run = await driven({ flavour, manifest });
      expect(errorOf(run)).toContain(words);
      expect(run.mistakes).toEqual([]);
      expect(run.alive ?? 0).toBe(0);
    });
  });

  test('refuses a folder without the libraries, and a file that is not a model', async () => {
    expect(errorOf(await driven({ folder: '/nowhere' }))).toContain('are not in /nowhere');
    const run = await driven({ model: join(LINEAR, 'onnx/vision_model.onnx') });
    expect(errorOf(run)).toBe('AX_ENGINE_CreateHandleV2 failed: 0x8006010a (NPU: illegal parameter)');
    expectOrderly(run);
  });
});
