/** Starts the mirror with faults for the tests that run in a browser. */

import type { TestProject } from 'vitest/node';
import { startMirror } from '../fixtures/standins/mirror.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    mirrorPort: number;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const { port, close } = await startMirror(0);
  project.provide('mirrorPort', port);
  return close;
}
