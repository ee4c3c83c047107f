/** The backend for the board's NPU, through the real FFI, over the compiled stand-in. */

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
    'gives what the model of flavour %s makes',
    async (flavour) => {
      const run = await driven({ flavour });
      expect(offBy(run)).toBeLessThan(1e-5);
      expectOrderly(run);
    },
  );

  test('calls in the documented order, on one thread, and takes every step back', async () => {
    const run = await driven({ rounds: 2 });
    expect(run.calls).toEqual([...OPENING, ...Array(6).fill(RUN).flat(), ...CLOSING]);
    expectOrderly(run);
  });

  test('tells what the board says', async () => {
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

  test('physical addresses above 2^53 stay what they are', async () => {
    const run = await driven({ environment: { PHY: '1000000000000080' } });
    expect(offBy(run)).toBeLessThan(1e-5);
    expectOrderly(run);
  });

  test('an NPU that another process divided stays divided so', async () => {
    const run = await driven({ flavour: 'f32', environment: { VNPU: '1' } });
    expect(run.came).toMatchObject({ info: { modelType: 'NPU1, VNPU STD' } });
    expectOrderly(run);
    // And a model for all three cores has no place in a part of them.
    const refused = await driven({ environment: { VNPU: '1' } });
    expect(errorOf(refused)).toBe('AX_ENGINE_CreateHandleV2 failed: 0x80060114 (NPU: not supported)');
    expectOrderly(refused);
  });

  test.each([...new Set([...OPENING, ...RUN])].filter((call) => !/GetVNPUAttr|ModelType/.test(call)))(
    'AX_%s fails: it says so, and nothing stays open',
    async (call) => {
      const run = await driven({ environment: { FAIL: `AX_${call}=0x80060127` } });
      expect(errorOf(run)).toBe(`AX_${call} failed: 0x80060127 (NPU: timeout)`);
      expectOrderly(run);
      expect(run.calls.filter((name) => name === 'SYS_Deinit')).toHaveLength(call === 'SYS_Init' ? 0 : 1);
    },
  );

  test('the second allocation finds no memory: the first is given back', async () => {
    const run = await driven({ environment: { CMM: '151000' } });
    expect(errorOf(run)).toBe('AX_SYS_MemAllocCached failed: 0x800b0018 (system: out of memory)');
    expectOrderly(run);
  });

  test.each(CLOSING)('AX_%s fails: the steps after it are taken back all the same', async (call) => {
    const run = await driven({ environment: { FAIL: `AX_${call}@1=0x80060111` } });
    expect(errorOf(run)).toBe(`AX_${call} failed: 0x80060111 (NPU: busy)`);
    expect(run.calls.slice(-CLOSING.length)).toEqual(CLOSING);
  });

  test('SIGTERM in the middle of the work takes every step back', async () => {
    const run = await driven({ forever: true, signal: 'SIGTERM' });
    expect(run.calls.slice(-CLOSING.length)).toEqual(CLOSING);
    expectOrderly(run);
  });

  test('a crash and a hang of the NPU end that process and no other', async () => {
    const crashed = await driven({ environment: { ABORT: 'AX_ENGINE_RunSyncV2@2' } });
    expect(crashed).toMatchObject({ came: null, ended: 'SIGABRT', alive: null });
    const hung = await driven({ environment: { HANG: 'AX_ENGINE_RunSyncV2@2' }, killAt: 'RunSyncV2 hang' });
    expect(hung).toMatchObject({ came: null, ended: 'SIGKILL', alive: null });
  });

  describe('a model that is not what its manifest says', () => {
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
        'states for an embedding',
        'two',
        { output: { name: 'last_hidden_state', dimension: 768 } },
        'is not f32 [1,768]',
      ],
      [
        'dimensions that say nothing',
        'odd',
        { output: { name: '0.aux', dimension: 768 } },
        'is not f32 [1,768]',
      ],
    ] as const)('%s', async (_, flavour, manifest, words) => {
      const run = await driven({ flavour, manifest });
      expect(errorOf(run)).toContain(words);
      expect(run.mistakes).toEqual([]);
      expect(run.alive ?? 0).toBe(0);
    });
  });

  test('a folder without the libraries, and a file that is no model, are refused in words', async () => {
    expect(errorOf(await driven({ folder: '/nowhere' }))).toContain('are not in /nowhere');
    const run = await driven({ model: join(LINEAR, 'onnx/vision_model.onnx') });
    expect(errorOf(run)).toBe('AX_ENGINE_CreateHandleV2 failed: 0x8006010a (NPU: illegal parameter)');
    expectOrderly(run);
  });
});
