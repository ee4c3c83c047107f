/** Every command, link and path in a Markdown file names something that exists. */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { commandsOf, isCommand, NOT_TRIED } from '../../tools/page-commands.mjs';
import { rowsInWords } from '../e2e/engines/has-in-words';

const TRACKED = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n');
const PAGES = TRACKED.filter((file) => file.endsWith('.md'));
const SCRIPTS: Record<string, string> = packageJson.scripts;

/** Paths that a build, a test or a board creates, placeholders, and addresses. */
const NOT_HERE =
  /^(\.cache|dist|test-results|node_modules|FILE|image_encoder)\b|^[~$]|^\/|^(https?|mitsuke|wss?):/;

describe.each(PAGES)('%s', (page) => {
  const text = readFileSync(page, 'utf8');
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

  test('names commands that exist', () => {
    expect(commandsOf(text).flatMap((command) => wrongWith(command))).toEqual([]);
  });

  test('links to files that exist', () => {
    const links = [...prose.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);
    const dead = links.filter((target) => !NOT_HERE.test(target) && !existsSync(join(dirname(page), target)));
    expect(dead).toEqual([]);
  });

  test('names files that exist', () => {
    expect(inline.filter((code) => isPath(code) && !isHere(code, page))).toEqual([]);
  });
});

test('SECURITY.md names a test of each attack, or says that there is nothing to try', () => {
  const rows = readFileSync('SECURITY.md', 'utf8').match(/^\|(?! who |---).*\|$/gm) ?? [];
  expect(rows.length).toBeGreaterThan(9);
  expect(rows.filter((row) => !/`test\/[^`]+`[^|]*\|$|\| no test: [^|]+\|$/.test(row))).toEqual([]);
});

test('test/README.md names the tests of each fault, or says that there is none', () => {
  const [, section = ''] = readFileSync('test/README.md', 'utf8').split(/^## Faults\n/m);
  const rows = (section.split(/^## /m)[0] ?? '').match(/^\|(?! fault |---).*\|$/gm) ?? [];
  const endings = ['.spec.ts', '.test.ts', '.browser.test.ts', '.bench.ts'];
  const isTest = (name: string) => endings.some((ending) => existsSync(`test/${name}${ending}`));
  const wrong = rows.filter((row) => {
    const tests = row.split('|').at(-2) ?? '';
    const names = [...tests.matchAll(/`(\w+\/[^`]+)`/g)].map(([, name = '']) => name);
    return !names.every(isTest) || (names.length === 0 && !tests.includes('no test yet'));
  });
  expect(rows.length).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});

test('README.md says of each engine what the tests find in it', () => {
  const [, section = ''] = readFileSync('README.md', 'utf8').split(/^## Where it works\n/m);
  const rows = (section.split(/^## /m)[0] ?? '').match(/^\|(?!---).*\|$/gm) ?? [];
  const cells = rows.map((row) => row.split('|').slice(1, -1));
  expect(cells.map((row) => row.map((cell) => cell.trim()))).toEqual(rowsInWords());
});

test('every command that is not tried is still in some page', () => {
  const named = PAGES.flatMap((page) => commandsOf(readFileSync(page, 'utf8'))).filter(isCommand);
  expect(Object.keys(NOT_TRIED).filter((command) => !named.includes(command))).toEqual([]);
});

test('agent/README.md names options that the agent has', () => {
  const options = readFileSync('agent/src/options.ts', 'utf8');
  const named = [...readFileSync('agent/README.md', 'utf8').matchAll(/`--([a-z-]+)/g)].map(
    ([, name = '']) => name,
  );
  // `omit` is an option of npm.
  expect(named.filter((name) => name !== 'omit' && !options.includes(name))).toEqual([]);
});

/** Returns the command if it names something that does not exist. Does not check commands of the system. */
function wrongWith(command: string): string[] {
  const [program = '', ...args] = command.split(/\s+/);
  const wrong = (isWrong: boolean) => (isWrong ? [command] : []);
  if (program === 'npm' && args[0] === 'run') return wrong(!isScript(args[1] ?? '', args.slice(2)));
  if (program === 'npm' && args[0] === 'test') return wrong(!SCRIPTS.test);
  if (program === 'npm' && args[0] === 'start') return wrong(!SCRIPTS.start);
  if (program === 'npx' || program === 'vite') {
    const [tool = '', ...rest] = program === 'npx' ? args : [program, ...args];
    return wrong(
      !existsSync(join('node_modules/.bin', tool)) || !rest.every((arg, at) => isArgument(arg, rest[at - 1])),
    );
  }
  if (program === 'node' && args[0]?.includes('/')) return wrong(!existsSync(args[0]));
  return [];
}

/** Returns whether a script exists and knows the options behind `--`. */
function isScript(name: string, args: string[]): boolean {
  const script = SCRIPTS[name];
  if (script === undefined) return false;
  const tools = [...script.matchAll(/[\w/-]+\.mjs/g)].map(([path]) => readFileSync(path, 'utf8')).join('\n');
  // Checks only options of this repository's tools, not of others, like Playwright's -g.
  return args.every((arg) => !/^--\w/.test(arg) || tools === '' || tools.includes(arg.slice(2)));
}

/** Returns whether an argument that is a path or a project exists. */
function isArgument(arg: string, before: string | undefined): boolean {
  const project = before === '--project' ? arg : arg.match(/^--project=(.+)/)?.[1];
  if (project) {
    const configs = ['playwright.config.ts', 'vitest.config.ts'].map((file) => readFileSync(file, 'utf8'));
    return configs.some((config) => config.includes(`name: '${project}'`));
  }
  return !/\.(ts|mjs|json)$/.test(arg) || existsSync(arg);
}

const ENDING = /\.(tsx?|mjs|css|json|md|service)$/;
const ROOMS = /^(src|core|store|net|session|ui|app|workers|models|agent|test|tools|public)\//;

/** Returns whether code names a file or folder of the repository: by ending, or by a room at its start. */
function isPath(code: string): boolean {
  return /^[\w./@-]+$/.test(code) && !NOT_HERE.test(code) && (ENDING.test(code) || ROOMS.test(code));
}

/** Returns whether a path exists: from the root, from the page's folder, or as the end of a longer path. */
function isHere(path: string, page: string): boolean {
  const bare = path.replace(/\/$/, '');
  return [bare, join(dirname(page), bare)].some(
    (base) =>
      existsSync(base) ||
      TRACKED.some((file) => {
        const end = `/${file}`.includes(`/${base}`) ? `/${file}`.split(`/${base}`).at(-1) : undefined;
        return end !== undefined && /^(\/.*|(\.[\w.]+)?)$/.test(end);
      }),
  );
}
