/** Options, environment and trace of an agent on the stand-in for the board's libraries. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { LIBRARIES, MODELS } from '../fixtures/ax650n/places.mjs';
import { readTrace } from '../unit/agent/driving';
import { folder } from './agent';

/** Returns the agent's options for a model in one of the stand-in's flavours. */
export function onBoard(flavour = 'u8'): string[] {
  return ['--ienc', join(MODELS, `${flavour}.axmodel`), '--npu-lib', LIBRARIES.plain, '--timeout', '60'];
}

/** Prepares the stand-in's environment and trace. @param environment by names without "AX_STANDIN_" */
export function standIn(environment: Record<string, string> = {}) {
  const trace = join(folder(), 'trace');
  const named = Object.entries(environment).map(([name, value]) => [`AX_STANDIN_${name}`, value]);
  const written = () => {
    try {
      return readFileSync(trace, 'utf8');
    } catch {
      return '';
    }
  };
  return {
    env: { ...Object.fromEntries(named), AX_STANDIN_TRACE: trace },
    /** Resolves when the trace contains these words this many times. */
    async reaches(words: string, times = 1): Promise<void> {
      const often = () => written().split(words).length - 1;
      await expect.poll(often).toBeGreaterThanOrEqual(times);
    },
    read: () => readTrace(trace),
  };
}
