/** `--probe`: prints what the board reports of itself and of the model, like its maker's own tool. */

import { readFileSync } from 'node:fs';
import { goldenPicture } from '#core/golden';
import { version } from '../../package.json';
import type { EncoderInfo, IoTensor } from '../backends/encoder';
import type { EncoderKeeper } from '../encoding/keeper';
import type { Options } from '../options';
import { goldenCosines, type Opened, withEncoder } from './encoder';

const RUNS = 100;
/** The board's statistics of its contiguous memory. */
const CMM = '/proc/ax_proc/mem_cmm_info';

/** @throws Error with a readable message; the abort reason of `end` */
export function probe(options: Options, end: AbortSignal): Promise<void> {
  const before = freeCmm();
  return withEncoder(options, end, async (opened) => {
    const { keeper, ready } = opened;
    for (const line of facts(options, opened)) console.log(line);
    if (before !== null) console.log(`memory   free before: ${before}; now: ${freeCmm()}`);
    const times = await measure(keeper, ready.info.size);
    console.log(`latency  ${latency(times)}, ${RUNS} runs of one picture`);
    console.log(`         ${(1000 / mean(times)).toFixed(1)} pictures/s in the encoder alone`);
  });
}

function facts({ model }: Options, { ready: { info, golden }, manifest }: Opened): string[] {
  const cosines = goldenCosines(golden, manifest).map((cosine) => cosine.toFixed(6));
  const versions = Object.entries(info.versions).map(([name, each]) => `${name} ${each}`);
  return [
    `agent    ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `backend  ${[info.backend, ...versions].join(', ')}`,
    `model    ${model}`,
    `         sha256 ${manifest.sha256}`,
    `         ${[info.modelType, `space ${manifest.space}`].filter(Boolean).join(', ')}`,
    ...table(info),
    `memory   ${info.memory === null ? 'not told' : `${info.memory} bytes of CMM`}`,
    `golden   cosines ${cosines.join(', ')} (at least ${1 - manifest.tolerance})`,
  ];
}

function table({ inputs, outputs }: EncoderInfo): string[] {
  const row = (way: string) => (tensor: IoTensor) => {
    const { name, dtype, layout, shape, bytes } = tensor;
    const size = bytes === null ? '' : `, ${bytes} bytes`;
    return `${way}"${name}" ${dtype} [${shape}]${layout ? ` ${layout}` : ''}${size}`;
  };
  return [...inputs.map(row('input    ')), ...outputs.map(row('output   '))];
}

/** Returns the milliseconds of each run, as timed in the encoder's process. */
async function measure(keeper: EncoderKeeper, size: number): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    times.push((await keeper.encode(goldenPicture(0, size), 1).result).encoder / 1000);
  }
  return times;
}

function latency(times: number[]): string {
  const [least, middle, most] = [Math.min(...times), mean(times), Math.max(...times)];
  return `min ${least.toFixed(3)} avg ${middle.toFixed(3)} max ${most.toFixed(3)} ms`;
}

function mean(times: number[]): number {
  return times.reduce((sum, time) => sum + time, 0) / times.length;
}

/** Returns the free contiguous memory as the board prints it; null on other machines. */
function freeCmm(): string | null {
  try {
    return /remain=[^\s,]+/.exec(readFileSync(CMM, 'utf8'))?.[0] ?? null;
  } catch {
    return null;
  }
}
