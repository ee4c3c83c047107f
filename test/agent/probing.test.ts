/** `--probe` on the stand-in for the board's libraries. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MODELS } from '../fixtures/ax650n/places.mjs';
import { folder, run } from './agent';
import { onBoard, standIn } from './board';

interface How {
  flavour?: string;
  options?: string[];
  /** The stand-in's variables, by names without "AX_STANDIN_". */
  environment?: Record<string, string>;
}

async function probe({ flavour, options = [], environment }: How) {
  const board = standIn(environment);
  const ended = await run(['--probe', ...onBoard(flavour), ...options], board.env);
  return { ...ended, ...board.read() };
}

describe.runIf(process.platform === 'linux')('--probe', () => {
  test('prints versions, inputs, outputs, cosines and latency, and frees the board', async () => {
    const { code, out, ...trace } = await probe({ environment: { MS: '1' } });
    expect(code).toBe(0);
    expect(out).toContain('axengine, libax_engine stand-in, model compiled by stand-in 1');
    expect(out).toContain('NPU3, VNPU off, space linear');
    expect(out).toContain('"images" u8 [1,224,224,3] nhwc, 150528 bytes');
    expect(out).toContain('"image_features" f32 [1,512], 2048 bytes');
    expect(out).toContain('cosines 1.000000, 1.000000, 1.000000');
    const [, least, middle] = /min (\S+) avg (\S+) max \S+ ms, 100 runs/.exec(out) ?? [];
    expect(Number(least)).toBeGreaterThanOrEqual(1);
    expect(Number(middle)).toBeGreaterThanOrEqual(Number(least));
    expect(trace).toMatchObject({ mistakes: [], alive: 0 });
    expect(trace.threads.size).toBe(1);
  });

  test('a manifest with the wrong normalisation fails the self-test', async () => {
    const beside = JSON.parse(readFileSync(join(MODELS, 'f32.axmodel.json'), 'utf8'));
    const manifest = join(folder(), 'manifest.json');
    writeFileSync(manifest, JSON.stringify({ ...beside, input: { ...beside.input, norm: 'none' } }));
    const { code, out, alive } = await probe({ flavour: 'f32', options: ['--manifest', manifest] });
    expect(code).toBe(1);
    expect(out).toContain('The self-test failed');
    expect(alive).toBe(0);
  });

  test('an NPU that hangs times out, and its process is killed', async () => {
    const environment = { HANG: 'AX_ENGINE_RunSyncV2@50' };
    const { code, out, calls, alive } = await probe({ options: ['--timeout', '2'], environment });
    expect(code).toBe(1);
    expect(out).toContain('The encoder did not answer in time.');
    expect(calls.filter((call) => call === 'ENGINE_RunSyncV2').length).toBeGreaterThanOrEqual(49);
    // The process was killed in the middle of a call, so nothing was freed.
    expect(alive).toBeNull();
  });

  test('an error of the NPU is printed with its code, and everything on the board is freed', async () => {
    const environment = { FAIL: 'AX_ENGINE_RunSyncV2@50=0x80060127' };
    const { code, out, alive, mistakes } = await probe({ environment });
    expect({ code, alive, mistakes }).toEqual({ code: 1, alive: 0, mistakes: [] });
    expect(out).toContain('AX_ENGINE_RunSyncV2 failed: 0x80060127 (NPU: timeout)');
  });
});
