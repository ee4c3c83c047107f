/** Builds the agent as it is shipped, in one file, and has it write the starter model's manifest. */

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'vite';
import { AGENT, MANIFEST, MODEL } from './places';

export default async function setup(): Promise<void> {
  await build({ configFile: 'agent/vite.config.ts', logLevel: 'warn' });
  mkdirSync(dirname(MANIFEST), { recursive: true });
  const args = ['--write-manifest', '--ienc', MODEL, '--space', 'starter-2', '--manifest', MANIFEST];
  execFileSync(process.execPath, [AGENT, ...args]);
}
