/** `--bench` on each backend: pictures per second, and what they cost the processor. */

import { describe, expect, test } from 'vitest';
import { processorTime, run } from './agent';
import { onBoard, standIn } from './board';
import { MANIFEST, MODEL } from './places';

/** Milliseconds that the stand-in sleeps for each picture. */
const NPU_MS = 40;

const numbers = (text: string, pattern: RegExp) => (pattern.exec(text) ?? []).slice(1).map(Number);

/** Runs the benchmark until it ends. */
async function bench(args: string[], env?: NodeJS.ProcessEnv) {
  const before = processorTime('self', 'children');
  const { code, out } = await run(['--bench', ...args], env);
  const [perSecond = 0] = numbers(out, /([\d.]+) pictures\/s on \w+, batches of 16/);
  const [elapsed = 0] = numbers(out, /([\d.]+) ms a picture,/);
  const [processor = 0, load = 0, cores = 0] = numbers(
    out,
    /([\d.]+) processor seconds a picture, ([\d.]+) % of (\d+) cores/,
  );
  return {
    code,
    out,
    perSecond,
    elapsed,
    processor,
    load: load / 100,
    cores,
    spent: processorTime('self', 'children') - before,
  };
}

describe.runIf(process.platform === 'linux')('--bench', () => {
  test('prints on the processor what the system says that agent and encoder used', async () => {
    const { code, out, ...figures } = await bench(['--ienc', MODEL, '--manifest', MANIFEST]);
    expect(code, out).toBe(0);
    expect(out).toMatch(/pictures\/s on onnx/);
    const { perSecond, elapsed, processor, load, cores, spent } = figures;
    expect(load).toBeCloseTo((processor * perSecond) / cores, 1);
    // The system's figure also has the start and the golden pictures, most of it where other programs have the cores.
    // Without the encoder's process a hundredth of it would be left.
    const pictures = 10_000 / elapsed;
    expect(processor * pictures).toBeLessThan(spent);
    expect(processor * pictures).toBeGreaterThan(spent / 10);
  });

  test('counts on the NPU the processor alone', async () => {
    const board = standIn({ MS: String(NPU_MS) });
    const { code, out, elapsed, processor, load } = await bench(onBoard(), board.env);
    expect(code, out).toBe(0);
    expect(out).toMatch(/pictures\/s on axengine/);
    expect(elapsed).toBeGreaterThanOrEqual(NPU_MS);
    expect(processor).toBeGreaterThan(0);
    expect(processor).toBeLessThan(NPU_MS / 2 / 1000);
    expect(load).toBeLessThan(0.5);
  });

  // The stand-in of a card takes no time of its own.
  test('prints the same on a card', async () => {
    const { code, out, perSecond, processor, load, cores } = await bench([...onBoard(), '--backend', 'axcl']);
    expect(code, out).toBe(0);
    expect(out).toMatch(/pictures\/s on axcl/);
    expect(processor).toBeGreaterThan(0);
    expect(load).toBeCloseTo((processor * perSecond) / cores, 1);
  });
});
