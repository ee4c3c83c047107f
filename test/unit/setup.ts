/** Provides the tests in a browser with the faulty mirror, and with files of others. */

import { existsSync, readFileSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { startMirror } from '../fixtures/standins/mirror.mjs';
import { TEST_DATA } from '../fixtures/test-data';

declare module 'vitest' {
  interface ProvidedContext {
    mirrorPort: number;
    /** CLIP's own tokenizer.json; null if it is missing. */
    clipTokenizer: object | null;
    /** The stand-ins to test with: those of all tests, or `true-size`; environment variable `STAND_INS`. */
    standIns: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const { port, close } = await startMirror(0);
  project.provide('mirrorPort', port);
  project.provide('standIns', process.env.STAND_INS ?? 'tiny');
  const tokenizer = `${TEST_DATA}/clip-tokenizer/tokenizer.json`;
  project.provide(
    'clipTokenizer',
    existsSync(tokenizer) ? JSON.parse(readFileSync(tokenizer, 'utf8')) : null,
  );
  return close;
}
