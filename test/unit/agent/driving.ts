/** Runs the NPU backend in its own process, on the stand-in for the board's libraries. */

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, onTestFinished } from 'vitest';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import type { Came, Drive } from '../../fixtures/ax650n/drive';
import { linearVector, SIZE } from '../../fixtures/ax650n/linear';
import { LIBRARIES, MODELS } from '../../fixtures/ax650n/places.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Inside the agent's folder, so that the driver resolves the agent's packages. */
const OUT = join(ROOT, 'agent/.cache');
/** Test files run in parallel, so each bundles its own driver. */
const DRIVER = `drive-${process.env.VITEST_POOL_ID}.js`;

export async function bundleDriver(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '#core': join(ROOT, 'src/core') } },
    ssr: { noExternal: true, external: ['koffi'] },
    build: {
      ssr: join(ROOT, 'test/fixtures/ax650n/drive.ts'),
      target: 'node20',
      outDir: OUT,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: DRIVER, codeSplitting: false } },
    },
  });
}

export interface Driven {
  /** What it printed; null if it died before. */
  came: Came | null;
  /** Exit code, or the signal that ended it. */
  ended: number | NodeJS.Signals | null;
  errors: string;
  /** Calls in order, without "AX_" or "axcl". */
  calls: string[];
  threads: Set<string>;
  mistakes: string[];
  /** Live allocations at the end; null if the process did not end by itself. */
  alive: number | null;
}

interface How extends Partial<Drive> {
  flavour?: 'u8' | 'f32' | 'two' | 'odd';
  /** The stand-in's variables, by names without "AX_STANDIN_". */
  environment?: Record<string, string>;
  sanitized?: boolean;
  /** Signal to send once it has printed its vectors. */
  signal?: NodeJS.Signals;
  /** Text in the trace upon which the process is killed. */
  killAt?: string;
}

export async function driven({ flavour = 'u8', environment = {}, sanitized, ...how }: How): Promise<Driven> {
  const folder = mkdtempSync(join(tmpdir(), 'mitsuke-npu-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const trace = join(folder, 'trace');
  const { signal, killAt, ...rest } = how;
  const drive: Drive = {
    folder: sanitized ? LIBRARIES.asan : LIBRARIES.plain,
    model: join(MODELS, `${flavour}.axmodel`),
    ...rest,
  };
  const named = Object.entries(environment).map(([name, value]) => [`AX_STANDIN_${name}`, value]);
  const env = { ...process.env, ...Object.fromEntries(named), AX_STANDIN_TRACE: trace };
  if (sanitized) Object.assign(env, { LD_PRELOAD: sanitizer(), ASAN_OPTIONS: 'detect_leaks=0' });
  const child = spawn(process.execPath, [join(OUT, DRIVER), JSON.stringify(drive)], { env });
  let [said, errors] = ['', ''];
  child.stdout.on('data', (bytes) => {
    said += bytes;
    if (signal && said.includes('\n')) child.kill(signal);
  });
  child.stderr.on('data', (bytes) => {
    errors += bytes;
  });
  const watch =
    killAt &&
    setInterval(() => {
      if (existsSync(trace) && readFileSync(trace, 'utf8').includes(killAt)) child.kill('SIGKILL');
    }, 20);
  const ended = await new Promise<Driven['ended']>((resolve) => {
    child.on('close', (code, by) => resolve(by ?? code));
  });
  clearInterval(watch);
  // An error in closing is printed after the vectors, so the last line counts.
  const last = said.trim().split('\n').at(-1);
  return { came: last ? JSON.parse(last) : null, ended, errors, ...readTrace(trace) };
}

/** Parses the stand-in's trace. */
export function readTrace(file: string): Pick<Driven, 'calls' | 'threads' | 'mistakes' | 'alive'> {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const calls = lines.map((line) => /^(\d+) (?:AX_|axcl)(\w+) /.exec(line)).filter((match) => match !== null);
  const end = lines.map((line) => /^end (\d+)/.exec(line)).find((match) => match !== null);
  return {
    calls: calls.map((match) => match[2] as string),
    threads: new Set(calls.map((match) => match[1] as string)),
    mistakes: lines.filter((line) => line.startsWith('! ')),
    alive: end ? Number(end[1]) : null,
  };
}

function sanitizer(): string {
  return execFileSync('gcc', ['-print-file-name=libasan.so'], { encoding: 'utf8' }).trim();
}

const expected: Float64Array[] = [];

/** Returns the largest difference between the golden pictures' vectors and the linear function's. */
export function offBy({ came, errors }: Driven): number {
  if (!came || 'error' in came) throw new Error(came?.error ?? errors);
  while (expected.length < GOLDEN_PICTURES) expected.push(linearVector(goldenPicture(expected.length, SIZE)));
  const differences = came.vectors.map((row, i) =>
    Math.max(...row.map((value, k) => Math.abs(value - (expected[i]?.[k] ?? Number.NaN)))),
  );
  return Math.max(...differences);
}

export function errorOf({ came, errors }: Driven): string {
  if (!came || !('error' in came)) throw new Error(`No error came. ${errors}`);
  return came.error;
}

/** Expects no mistakes, no live allocations, a single thread, and exit code 0. */
export function expectOrderly({ mistakes, alive, threads, ended }: Driven): void {
  const orderly = { mistakes: [], alive: 0, threads: 1, ended: 0 };
  expect({ mistakes, alive, threads: threads.size, ended }).toEqual(orderly);
}
