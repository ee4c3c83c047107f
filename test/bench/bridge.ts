/** Measures the bridge: the real agent on the stand-in NPU, which takes as long a picture as a real one. */

import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession } from '@playwright/test';
import { startAgent } from '../e2e/box/agent';
import { LIBRARIES, MODELS } from '../fixtures/ax650n/places.mjs';
import { measure } from './measure';
import { BENCH } from './playwright.config';
import type { WideTable } from './report';

/** Milliseconds a picture of ViT-B/32 on the NPU's three cores, as published with the vendor's demo. */
export const NPU_MS = '4.2';
const SECONDS = 10;

const MODEL = join(MODELS, 'u8.axmodel');
const NPU = { args: ['--npu-lib', LIBRARIES.plain], env: { AX_STANDIN_MS: NPU_MS } };

export async function bridge(browser: Browser): Promise<WideTable> {
  const alone = agentAlone();
  const agent = await startAgent({ encoder: MODEL, origins: [BENCH], ...NPU });
  try {
    const session = await browser.newBrowserCDPSession();
    const before = await processorTime(session);
    const start = performance.now();
    const figures = await measure(browser, 'measureBridge', agent.pairing, SECONDS);
    const pageCpu =
      ((await processorTime(session)) - before) / ((performance.now() - start) / 1000) / cpus().length;
    return {
      title: `The bridge on loopback: prepared pixels, stand-in NPU that takes ${NPU_MS} ms a picture`,
      columns: [
        'pictures/s',
        'link, ms a picture',
        'queue, ms',
        'encoder, ms',
        'CPU of the browser, % of all cores',
        'CPU of the agent, %',
        'memory of the agent, MB',
      ],
      rows: {
        'the agent alone (--bench)': [alone, ...Array.from({ length: 6 }, () => Number.NaN)],
        'page to agent and back': [
          figures.perSecond,
          figures.link,
          figures.queue,
          figures.encoder,
          pageCpu * 100,
          figures.agentCpu * 100,
          figures.agentMemory / 1e6,
        ],
        'what 4.2 ms a picture allow': [
          1000 / Number(NPU_MS),
          ...Array.from({ length: 6 }, () => Number.NaN),
        ],
      },
    };
  } finally {
    await agent.stop();
  }
}

/** Measures the agent without a page. @returns pictures a second */
function agentAlone(): number {
  const said = execFileSync(
    process.execPath,
    ['agent/dist/mitsuke-agent.js', '--ienc', MODEL, ...NPU.args, '--bench'],
    { encoding: 'utf8', env: { ...process.env, ...NPU.env } },
  );
  return Number(/([\d.]+) pictures\/s/.exec(said)?.[1]);
}

/** Returns the CPU time of all processes of the browser so far, in seconds. */
export async function processorTime(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
