/** The whole agent, its encoder's process and the watchdog, over the stand-in for the board's libraries. */

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';
import { LIBRARIES, MODELS } from '../../fixtures/ax650n/places.mjs';
import { readTrace } from './driving';

const AGENT = fileURLToPath(new URL('../../../agent', import.meta.url));
/** Not where the agent is built for use: other tests may be running that one. */
const OUT = join(AGENT, '.cache/agent');

beforeAll(async () => {
  await build({ configFile: join(AGENT, 'vite.config.ts'), logLevel: 'error', build: { outDir: OUT } });
});

interface How {
  flavour?: string;
  options?: string[];
  /** Of the stand-in, without "AX_STANDIN_". */
  environment?: Record<string, string>;
}

/** `--probe`, to its end. */
function probe({ flavour = 'u8', options = [], environment = {} }: How) {
  const trace = join(mkdtempSync(join(tmpdir(), 'mitsuke-probe-')), 'trace');
  const model = join(MODELS, `${flavour}.axmodel`);
  const args = ['--probe', '--ienc', model, '--npu-lib', LIBRARIES.plain, ...options];
  const named = Object.entries(environment).map(([name, value]) => [`AX_STANDIN_${name}`, value]);
  const env = { ...process.env, ...Object.fromEntries(named), AX_STANDIN_TRACE: trace };
  return new Promise<{ code: number; said: string; errors: string } & ReturnType<typeof readTrace>>(
    (resolve) => {
      const child = execFile(
        process.execPath,
        [join(OUT, 'mitsuke-agent.js'), ...args],
        { env },
        (_, said, errors) => resolve({ code: child.exitCode ?? -1, said, errors, ...readTrace(trace) }),
      );
    },
  );
}

function count(calls: readonly string[], name: string): number {
  return calls.filter((each) => each === name).length;
}

describe.runIf(process.platform === 'linux')('--probe', () => {
  test('prints what the board says, the cosines and the latency, and gives everything back', async () => {
    const { code, said, errors, ...trace } = await probe({ environment: { MS: '1' } });
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(said).toContain('axengine, libax_engine stand-in, model compiled by stand-in 1');
    expect(said).toContain('NPU3, VNPU off, space linear');
    expect(said).toContain('"images" u8 [1,224,224,3] nhwc, 150528 bytes');
    expect(said).toContain('"image_features" f32 [1,512], 2048 bytes');
    expect(said).toContain('cosines 1.000000, 1.000000, 1.000000');
    const [, least, middle] = /min (\S+) avg (\S+) max \S+ ms, 100 runs/.exec(said) ?? [];
    expect(Number(least)).toBeGreaterThanOrEqual(1);
    expect(Number(middle)).toBeGreaterThanOrEqual(Number(least));
    expect(trace).toMatchObject({ mistakes: [], alive: 0 });
    expect(trace.threads.size).toBe(1);
  });

  test('a manifest with the wrong normalisation fails the self-test', async () => {
    const beside = JSON.parse(readFileSync(join(MODELS, 'f32.axmodel.json'), 'utf8'));
    const manifest = join(mkdtempSync(join(tmpdir(), 'mitsuke-manifest-')), 'manifest.json');
    writeFileSync(manifest, JSON.stringify({ ...beside, input: { ...beside.input, norm: 'none' } }));
    const { code, errors, alive } = await probe({ flavour: 'f32', options: ['--manifest', manifest] });
    expect(code).toBe(1);
    expect(errors).toContain('The self-test failed');
    expect(alive).toBe(0);
  });

  test('an NPU that hangs is given up, and its process killed', async () => {
    const { code, errors, calls, alive } = await probe({
      options: ['--timeout', '1'],
      environment: { HANG: 'AX_ENGINE_RunSyncV2@50' },
    });
    expect(code).toBe(1);
    expect(errors).toContain('The encoder did not answer in time.');
    expect(count(calls, 'ENGINE_RunSyncV2')).toBeGreaterThanOrEqual(49);
    // It was killed in the middle: nobody could take anything back.
    expect(alive).toBeNull();
  });

  test('an error of the NPU is told as it is, and the board gets everything back', async () => {
    const { code, errors, alive, mistakes } = await probe({
      environment: { FAIL: 'AX_ENGINE_RunSyncV2@50=0x80060127' },
    });
    expect({ code, alive, mistakes }).toEqual({ code: 1, alive: 0, mistakes: [] });
    expect(errors).toContain('AX_ENGINE_RunSyncV2 failed: 0x80060127 (NPU: timeout)');
  });
});
