/**
 * `npm test`: format and lint, lock file, types, stand-in models, builds, size limits, unit tests, browser tests.
 * Continues after a failure, so that one run reports all failures. The last line sums what the two test
 * runners report, and one for each other step.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const RESULTS = 'test-results';

/** Unit tests leave the processors to the browser tests that run beside them. */
const ENV = { ...process.env, VITEST_MAX_WORKERS: '1' };

/**
 * Steps of one round run in parallel. The output of the last one is streamed, that of the others shown when they end.
 * The two test runners share a round: each leaves a processor idle while it waits for browsers to start and end.
 * @type {Step[][]}
 */
const ROUNDS = [
  [['machine', 'node tools/machine.mjs --install']],
  [['agent packages', 'npm ci --prefix agent']],
  [
    ['lock file', 'node tools/check-lock.mjs'],
    ['format and lint', 'biome ci --error-on-warnings'],
    ['unused', 'knip'],
    ['types', 'tsc --noEmit && tsc --noEmit -p tsconfig.sw.json && tsc -p agent'],
    ['agent build', 'vite build -c agent/vite.config.ts --logLevel warn'],
    ['stand-ins', 'npm run stand-ins'],
  ],
  [
    ['build', 'vite build --logLevel warn'],
    ['build with stand-ins', 'vite build --mode stand-ins --logLevel error'],
  ],
  [['sizes', 'size-limit']],
  [
    ['unit', `vitest run --reporter=default --reporter=json --outputFile=${RESULTS}/unit.json`, 'unit.json'],
    ['e2e', 'playwright test', 'e2e.json'],
  ],
];

/** @typedef {[name: string, command: string, report?: string]} Step */

/**
 * Reads a runner's own counts, its failed tests, and why others were skipped; null if it died before it wrote the report.
 * @param {string} report
 * @returns {{ passed: number, failed: number, names: string[], skipped: string[] } | null}
 */
function counts(report) {
  try {
    const json = JSON.parse(readFileSync(`${RESULTS}/${report}`, 'utf8'));
    if ('numPassedTests' in json)
      return {
        passed: json.numPassedTests,
        failed: json.numFailedTests,
        names: failedInVitest(json),
        skipped: [],
      };
    const { expected, flaky, unexpected } = json.stats;
    return {
      passed: expected + flaky,
      failed: unexpected,
      names: json.suites.flatMap(failedInPlaywright),
      skipped: json.suites.flatMap(skippedInPlaywright),
    };
  } catch {
    return null;
  }
}

/** @typedef {{ status: string, fullName: string }} VitestTest */

/**
 * Lists failed tests. A file that could not be loaded has no tests, so the file itself is listed.
 * @param {{ testResults: { name: string, status: string, assertionResults: VitestTest[] }[] }} report
 */
function failedInVitest({ testResults }) {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const file = here(name);
    if (failed.length === 0) return status === 'failed' ? [file] : [];
    return failed.map(({ fullName }) => `${file} › ${fullName}`);
  });
}

/**
 * Lists tests that were skipped for a reason, such as an engine that is not installed.
 * @param {Suite} suite
 * @returns {string[]} file, reason and title
 */
function skippedInPlaywright({ specs = [], suites = [] }) {
  const lines = specs.flatMap(({ file, title, tests }) =>
    tests
      .flatMap(({ annotations }) => annotations)
      .flatMap(({ type, description }) =>
        type === 'skip' && description ? [`test/e2e/${file} › ${title}: ${description}`] : [],
      ),
  );
  return [...lines, ...suites.flatMap(skippedInPlaywright)];
}

/**
 * @typedef {{ type: string, description?: string }} Annotation
 * @typedef {{ attachments: { name: string, path?: string }[], errors: { message?: string }[] }} PlaywrightResult
 * @typedef {{ annotations: Annotation[], results: PlaywrightResult[] }} PlaywrightTest
 * @typedef {{ ok: boolean, title: string, file: string, tests: PlaywrightTest[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite
 * @param {Suite} suite
 * @returns {string[]} file and title, then each error, the paths of its attachments, the end of its console, and what the page showed
 */
function failedInPlaywright({ specs = [], suites = [] }) {
  const failed = specs.filter(({ ok }) => !ok);
  const lines = failed.map(({ file, title, tests }) => {
    const results = tests.flatMap(({ results }) => results);
    const errors = results.flatMap(({ errors }) => errors).flatMap(({ message = '' }) => first(message));
    const attachments = results.flatMap((result) => result.attachments);
    const kept = attachments.flatMap(({ name, path }) => (path ? [`${name}: ${here(path)}`] : []));
    const consoles = attachments.flatMap(({ name, path }) => (name === 'console' && path ? last(path) : []));
    const pages = attachments.flatMap(({ name, path }) => (name === 'page' && path ? shown(path) : []));
    return [`test/e2e/${file} › ${title}`, ...errors, ...kept, ...consoles, ...pages].join('\n    ');
  });
  return [...lines, ...suites.flatMap(failedInPlaywright)];
}

/** Lines of a failed test that the end of a run repeats: often nothing else of it is kept. */
const REPEATED = 6;
const WIDEST = 240;

/** A line that a comparison has and the other side lacks. Its legend has one space. */
const DIFFERS = /^[-+] {2,}\S/;

/**
 * Returns an error's first lines, without colours. Of a comparison those that differ.
 * @param {string} message
 */
function first(message) {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim());
  const differ = lines.filter((line) => DIFFERS.test(line));
  const told = differ.length > 0 ? [...lines.slice(0, 1), ...differ] : lines;
  return told.slice(0, REPEATED).map((line) => line.slice(0, WIDEST));
}

/**
 * Returns the last lines of a console, which say what each worker does.
 * @param {string} path
 */
function last(path) {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.slice(-REPEATED).map((line) => line.slice(0, WIDEST));
}

/**
 * Returns the text of a page in one line.
 * @param {string} path
 */
function shown(path) {
  return `the page: ${readFileSync(path, 'utf8')
    .trim()
    .replaceAll(/\s*\n\s*/g, ' | ')
    .slice(0, 3 * WIDEST)}`;
}

/**
 * Returns a path relative to the working directory, with slashes.
 * @param {string} path
 */
function here(path) {
  return relative('.', path).replaceAll('\\', '/');
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const failures = [];
/** @type {string[]} */
const skips = [];

/**
 * @param {Step} step
 * @param {boolean} streamed whether its output is shown as it comes
 */
async function run([name, command, report], streamed) {
  const title = `\n— ${name}: ${command}`;
  if (streamed) console.log(title);
  const start = performance.now();
  const child = spawn(command, {
    shell: true,
    env: ENV,
    stdio: streamed ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => output.push(part));
  const [status] = await once(child, 'close');
  if (!streamed) process.stdout.write(`${title}\n${Buffer.concat(output)}`);
  console.log(`  ${name}: ${Math.round((performance.now() - start) / 1000)} s`);
  const counted = report ? counts(report) : null;
  total.passed += counted?.passed ?? (status === 0 ? 1 : 0);
  // A runner that fails without a failed test (a crash, no tests) counts as one failure.
  const failed = counted?.failed || (status === 0 ? 0 : 1);
  total.failed += failed;
  skips.push(...(counted?.skipped ?? []).map((what) => `${name}: ${what}`));
  if (failed)
    failures.push(
      ...(counted?.names.length ? counted.names : ['exit code']).map((what) => `${name}: ${what}`),
    );
}

for (const round of ROUNDS) await Promise.all(round.map((step) => run(step, step === round.at(-1))));
const summary = `${total.passed} passed, ${total.failed} failed`;
writeFileSync(`${RESULTS}/summary.txt`, `${summary}\n`);
// Repeated at the end, which is read first.
for (const skip of skips) console.log(`SKIPPED ${skip}`);
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`\n${summary}`);
process.exit(total.failed === 0 ? 0 : 1);
