/**
 * `npm run bench`: builds what the benchmarks need, and runs them. `--quick` measures most headlines alone, in some five
 * minutes, and leaves BENCHMARKS.md as it is. Other arguments are Playwright's: `-g "warm query"`.
 */

import { spawnSync } from 'node:child_process';

const QUICK = '--quick';
const STEPS = [
  'node tools/machine.mjs --install',
  'npm ci --prefix agent',
  'npm run agent -- --logLevel warn',
  'npm run stand-ins -- --full',
  'npx vite build --logLevel warn',
];
const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js';

for (const step of STEPS) {
  const { status } = spawnSync(step, { shell: true, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
const given = process.argv.slice(2);
const isQuick = given.includes(QUICK);
const chosen = isQuick ? [...given.filter((arg) => arg !== QUICK), '--grep', '@quick'] : given;
const { status } = spawnSync(
  process.execPath,
  [PLAYWRIGHT, 'test', '-c', 'test/bench/playwright.config.ts', ...chosen],
  { stdio: 'inherit', env: { ...process.env, ...(isQuick && { BENCH_QUICK: '1' }) } },
);
process.exit(status ?? 1);
