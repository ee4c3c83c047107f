/** The backend for the board's NPU, through the real FFI, over the compiled stand-in. */

import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { goldenPicture } from '#core/golden';
import { linearVector, SIZE } from '../../fixtures/ax650n/linear';
import { LINEAR } from '../../fixtures/ax650n/places.mjs';
import { bundleDriver, type Driven, driven } from './driving';

const OPENING = [
  'SYS_Init',
  'ENGINE_GetVNPUAttr',
  'ENGINE_Init',
  'ENGINE_CreateHandleV2',
  'ENGINE_CreateContextV2',
  'ENGINE_GetIOInfo',
  'SYS_MemAllocCached',
  'SYS_MemAllocCached',
  'ENGINE_GetCMMUsage',
  'ENGINE_GetHandleModelType',
];
const RUN = ['SYS_MflushCache', 'ENGINE_RunSyncV2', 'SYS_MinvalidateCache'];
const CLOSING = ['SYS_MemFree', 'SYS_MemFree', 'ENGINE_DestroyHandle', 'ENGINE_Deinit', 'SYS_Deinit'];

let expected: Float64Array[];

beforeAll(async () => {
  await bundleDriver();
  expected = [0, 1, 2].map((which) => linearVector(goldenPicture(which, SIZE)));
});

/** The largest difference to what the linear function says. */
function offBy({ came, errors }: Driven): number {
  if (!came || 'error' in came) throw new Error(came?.error ?? errors);
  const all = came.vectors.flatMap((row, i) =>
    row.map((value, k) => Math.abs(value - (expected[i]?.[k] ?? 9))),
  );
  return Math.max(...all);
}

function errorOf({ came, errors }: Driven): string {
  if (!came || !('error' in came)) throw new Error(`No error came. ${errors}`);
  return came.error;
}

function expectOrderly({ mistakes, alive, threads, ended }: Driven): void {
  expect({ mistakes, alive, threads: threads.size, ended }).toEqual({
    mistakes: [],
    alive: 0,
    threads: 1,
    ended: 0,
  });
}

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
      facts: { version: 'stand-in', toolsVersion: 'stand-in 1', modelType: 0, hardMode: 0 },
      table: {
        inputs: [{ name: 'input.1', dtype: 'f32', layout: 'nchw', shape: [1, 3, 224, 224], bytes: 602_112 }],
        outputs: [{ name: '4002', dtype: 'f32', layout: null, shape: [1, 512] }],
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
    expect(run.came).toMatchObject({ facts: { hardMode: 1 } });
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

describe.runIf(process.platform === 'linux')('what the stand-in would notice', () => {
  test.each(['SYS_MflushCache', 'SYS_MinvalidateCache'] as const)(
    'AX_%s left out: wrong numbers',
    async (call) => {
      const run = await driven({ flavour: 'u8', faults: { skip: [call] } });
      // It is what fresh memory is filled with, or a picture of it.
      expect(offBy(run)).toBeGreaterThan(0.01);
      expectOrderly(run);
    },
  );

  test.each([
    ['NPU_ATTR', 'ENGINE_Init', 0, 4],
    ['HANDLE_EXTRA', 'ENGINE_CreateHandleV2', 3, 16],
    ['IO_T, settings', 'ENGINE_RunSyncV2', 2, 32],
    ['IO_T, nParallelRun', 'ENGINE_RunSyncV2', 2, 40],
    ['IO_T, its last byte', 'ENGINE_RunSyncV2', 2, 127],
    ['IO_BUFFER, strides', 'ENGINE_RunSyncV2', 2, 128 + 24],
    ['IO_BUFFER, stride size', 'ENGINE_RunSyncV2', 2, 128 + 32],
    ['IO_BUFFER of the output, its last byte', 'ENGINE_RunSyncV2', 2, 3 * 128 - 1],
    ['IO_BUFFER, nSize', 'ENGINE_RunSyncV2', 2, 128 + 19],
    ['IO_BUFFER, address', 'ENGINE_RunSyncV2', 2, 128 + 6],
  ] as const)('a word of %s that must not be set', async (_, call, argument, offset) => {
    const run = await driven({ faults: { poke: { call, argument, offset } } });
    expect(errorOf(run)).toMatch(/^AX_ENGINE_\w+ failed: 0x8006010[ac]/);
    expect(run.mistakes).toHaveLength(1);
    expect(run.alive).toBe(0);
  });

  test.each([
    ['SYS_Init', 'AX_ENGINE_Init failed: 0x80060110 (NPU: driver not loaded)'],
    ['ENGINE_Init', 'AX_ENGINE_CreateHandleV2 failed: 0x80060112 (NPU: not initialised)'],
    ['ENGINE_CreateContextV2', 'AX_ENGINE_RunSyncV2 failed: 0x80060112 (NPU: not initialised)'],
    ['SYS_MemFree', 'AX_SYS_Deinit failed: 0x800b0011 (system: busy)'],
    ['ENGINE_DestroyHandle', 'AX_ENGINE_Deinit failed: 0x80060111 (NPU: busy)'],
    ['ENGINE_Deinit', 'AX_SYS_Deinit failed: 0x800b0011 (system: busy)'],
  ] as const)('AX_%s left out', async (call, words) => {
    const run = await driven({ faults: { skip: [call] } });
    expect(errorOf(run)).toBe(words);
    expect(run.mistakes.length).toBeGreaterThan(0);
  });

  test('a call from another thread', async () => {
    const run = await driven({ faults: { elsewhere: true } });
    expect(run.threads.size).toBe(2);
    expect(run.mistakes).toEqual([expect.stringContaining('AX_ENGINE_GetVNPUAttr on thread')]);
  });
});

describe.runIf(process.platform === 'linux')('with the address sanitizer', () => {
  test.each(['u8', 'f32', 'two'] as const)(
    'flavour %s touches nothing that is not its own',
    async (flavour) => {
      const run = await driven({ flavour, sanitized: true });
      expect(run.errors).toBe('');
      expect(offBy(run)).toBeLessThan(1e-5);
      expectOrderly(run);
    },
  );

  test('a request of 120 bytes, as an older binding has it, is found', async () => {
    const run = await driven({ sanitized: true, faults: { shorten: 120 } });
    expect(run.errors).toContain('heap-buffer-overflow');
  });
});
