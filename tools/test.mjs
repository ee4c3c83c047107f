/**
 * `npm test`: format and lint, lock file, types, stand-in models, unit tests, build, size limits, browser tests.
 * Goes on after a failure, so that one run tells everything. The last line counts: what the two
 * test runners report, and one for each other step.
 */

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const RESULTS = 'test-results';

/** @type {[name: string, command: string, report?: string][]} */
const STEPS = [
  ['browser', 'node tools/browser.mjs --install'],
  ['agent packages', 'npm ci --prefix agent'],
  ['lock file', 'node tools/check-lock.mjs'],
  ['format and lint', 'biome ci --error-on-warnings'],
  ['types', 'tsc --noEmit && tsc --noEmit -p tsconfig.sw.json && tsc -p agent'],
  ['agent build', 'vite build -c agent/vite.config.ts --logLevel warn'],
  ['stand-ins', 'npm run stand-ins'],
  ['unit', `vitest run --reporter=default --reporter=json --outputFile=${RESULTS}/unit.json`, 'unit.json'],
  ['build', 'vite build --logLevel warn'],
  ['sizes', 'size-limit'],
  ['build with stand-ins', 'vite build --mode stand-ins --logLevel error'],
  ['e2e', 'playwright test', 'e2e.json'],
];

/**
 * What a runner counted itself; null where it died before it could.
 * @param {string} report
 * @returns {{ passed: number, failed: number } | null}
 */
function counts(report) {
  try {
    const json = JSON.parse(readFileSync(`${RESULTS}/${report}`, 'utf8'));
    if ('numPassedTests' in json) return { passed: json.numPassedTests, failed: json.numFailedTests };
    return { passed: json.stats.expected + json.stats.flaky, failed: json.stats.unexpected };
  } catch {
    return null;
  }
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
const total = { passed: 0, failed: 0 };
for (const [name, command, report] of STEPS) {
  console.log(`\n— ${name}: ${command}`);
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit' });
  const counted = report ? counts(report) : null;
  total.passed += counted?.passed ?? (status === 0 ? 1 : 0);
  // A runner that fails without a failed test (a crash, no tests) counts as one failure.
  total.failed += counted?.failed || (status === 0 ? 0 : 1);
}
const summary = `${total.passed} passed, ${total.failed} failed`;
writeFileSync(`${RESULTS}/summary.txt`, `${summary}\n`);
console.log(`\n${summary}`);
process.exit(total.failed === 0 ? 0 : 1);
