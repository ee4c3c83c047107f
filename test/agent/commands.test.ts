import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { goldenEmbeddings } from '#models/golden';
import { folder, run } from './agent';
import { MANIFEST, MODEL } from './places';

/** Writes a changed copy of the starter's manifest. @returns its path */
function spoiled(change: (manifest: Record<string, object>) => object): string {
  const path = join(folder(), 'manifest.json');
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(MANIFEST, 'utf8')))));
  return path;
}

describe('--write-manifest', () => {
  test('describes the model from its file and its preprocessor_config.json', () => {
    const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'));
    expect(manifest).toMatchObject({
      space: 'starter-2',
      input: { dtype: 'f32', layout: 'nchw', size: 224, norm: { mean: [0.48145466, 0.4578275, 0.40821073] } },
      output: { name: 'image_embeds', dimension: 256 },
      tolerance: 0.05,
    });
    // The page's golden vectors of this encoder, stored in 8 bits.
    const known = goldenEmbeddings('starter-2/image/fp32') as Float32Array;
    const bytes = Uint8Array.from(Buffer.from(manifest.golden, 'base64'));
    const golden = new Float32Array(bytes.buffer);
    for (let i = 0; i < 3; i++) {
      const row = golden.subarray(i * 256, (i + 1) * 256);
      const cosine = row.reduce((sum, value, k) => sum + value * (known[i * 256 + k] as number), 0);
      expect(cosine).toBeGreaterThan(0.999);
    }
  });

  test('describes the NPU model of --for, with the golden vectors of the ONNX model', async () => {
    const home = folder();
    const axmodel = join(home, 'image_encoder.axmodel');
    writeFileSync(axmodel, 'not a real one');
    const args = ['--write-manifest', '--ienc', MODEL, '--for', axmodel, '--space', 'starter-2'];
    expect((await run([...args, '--output', 'image_features'])).code).toBe(0);
    expect(JSON.parse(readFileSync(`${axmodel}.json`, 'utf8'))).toMatchObject({
      input: { dtype: 'u8', layout: 'nhwc', norm: 'none' },
      output: { name: 'image_features', dimension: 256 },
    });
  });
});

test('--probe prints versions, inputs and outputs, latency and golden cosines', async () => {
  const { code, out } = await run(['--probe', '--ienc', MODEL, '--manifest', MANIFEST]);
  expect(code).toBe(0);
  expect(out).toContain('onnxruntime-node 1.');
  expect(out).toContain('input    "pixel_values" float32 [-1,3,224,224] nchw');
  expect(out).toContain('golden   cosines 1.000000, 1.000000, 1.000000');
  expect(out).toMatch(/latency {2}min [\d.]+ avg [\d.]+ max [\d.]+ ms, 100 runs/);
});

describe('the agent refuses to serve', () => {
  const serve = (manifest: string) =>
    run(['--ienc', MODEL, '--manifest', manifest, '--origin', 'https://a.example', '--host', '127.0.0.1']);

  test('a model that fails the self-test, and names the most frequent cause', async () => {
    const manifest = spoiled(({ input, ...rest }) => ({
      ...rest,
      input: { ...input, norm: 'none' },
    }));
    const { code, out } = await serve(manifest);
    expect(code).toBe(1);
    expect(out).toContain('The self-test failed');
    expect(out).toContain('"norm" in the manifest');
  });

  test('a manifest of another file', async () => {
    const { code, out } = await serve(spoiled((manifest) => ({ ...manifest, sha256: 'a'.repeat(64) })));
    expect([code, out.includes('belongs to another file')]).toEqual([1, true]);
  });

  test('a manifest that contradicts the inputs or outputs of the model', async () => {
    const other = spoiled(({ output, ...rest }) => ({
      ...rest,
      output: { ...output, name: 'x' },
    }));
    expect((await serve(other)).out).toContain('has no output "x". It has "image_embeds"');
    const bytes = spoiled(({ input, ...rest }) => ({
      ...rest,
      input: { ...input, dtype: 'u8' },
    }));
    expect((await serve(bytes)).out).toContain('Correct "input" in the manifest');
  });
});

test('an unknown option ends the agent with 2 and a pointer to --help', async () => {
  const { code, out } = await run(['--ienc', MODEL, '--orgin', 'https://a.example']);
  expect(code).toBe(2);
  expect(out).toContain('See --help.');
  const help = await run(['--help']);
  expect(help.code).toBe(0);
  expect(help.out).toContain('node mitsuke-agent.js --ienc image_encoder.axmodel --origin');
});
