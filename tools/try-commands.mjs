/**
 * Runs every command that the project's pages name, except those of `NOT_TRIED`; takes about fifteen minutes. A server
 * (`npm start`, `npm run dev`) passes when it answers.
 *
 *   npm run try-commands
 */

import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { commandsOf, isCommand, NOT_TRIED } from './page-commands.mjs';

const SERVERS = ['npm start', 'npm run dev'];

const pages = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' }).trim().split('\n');
const named = pages.flatMap((page) => commandsOf(readFileSync(page, 'utf8'))).filter(isCommand);
const commands = [...new Set(named)].filter((command) => !(command in NOT_TRIED));

const failed = [];
for (const command of commands) {
  const start = performance.now();
  const output = SERVERS.includes(command) ? await answer(command) : await run(command);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${output === null ? 'pass' : 'FAIL'}  ${command}  ${seconds} s`);
  if (output === null) continue;
  console.log(output);
  failed.push(command);
}
console.log(`${commands.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length > 0 ? 1 : 0);

/**
 * @param {string} command
 * @returns {Promise<string | null>} its output if it failed
 */
function run(command) {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true });
    const lines = collected(child);
    child.on('close', (code) => resolve(code === 0 ? null : lines.join('')));
  });
}

/**
 * Starts a server, waits until the address that it prints answers, and stops it.
 * @param {string} command
 * @returns {Promise<string | null>} its output if it ended by itself or does not answer
 */
function answer(command) {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, detached: true });
    const lines = collected(child);
    const stop = () => child.pid !== undefined && process.kill(-child.pid);
    child.on('close', () => resolve(lines.join('')));
    child.stdout.on('data', async () => {
      // Without colours, which terminals get.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with an escape character
      const [address] = /http:\/\/localhost:\d+\//.exec(lines.join('').replace(/\u001b\[\d+m/g, '')) ?? [];
      if (!address) return;
      const isUp = await fetch(address).then(
        ({ ok }) => ok,
        () => false,
      );
      resolve(isUp ? null : lines.join(''));
      child.removeAllListeners('close');
      stop();
    });
  });
}

/** @param {import('node:child_process').ChildProcessWithoutNullStreams} child */
function collected({ stdout, stderr }) {
  /** @type {string[]} */
  const lines = [];
  for (const stream of [stdout, stderr]) stream.on('data', (text) => lines.push(String(text)));
  return lines;
}
