/** The agent over the stand-in for the board's libraries, and what that wrote down. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { LIBRARIES, MODELS } from '../fixtures/ax650n/places.mjs';
import { readTrace } from '../unit/agent/driving';
import { folder } from './agent';

/** Options for a model in one of the flavours of the stand-in. */
export function onBoard(flavour = 'u8'): string[] {
  return ['--ienc', join(MODELS, `${flavour}.axmodel`), '--npu-lib', LIBRARIES.plain, '--timeout', '60'];
}

/** The stand-in's environment, by names without "AX_STANDIN_", and its trace. */
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
    /** Resolves as soon as this call has come this many times. */
    async reaches(words: string, times = 1): Promise<void> {
      const often = () => written().split(words).length - 1;
      await expect.poll(often).toBeGreaterThanOrEqual(times);
    },
    read: () => readTrace(trace),
  };
}
