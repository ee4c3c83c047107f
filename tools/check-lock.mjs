/**
 * Checks that the lock files are complete for every platform, and name no registry. npm omits optional native
 * packages that the registry lacked when a lock file was written; installs on those platforms then fail.
 */

import { readFileSync } from 'node:fs';

/** @param {string} file */
function problemsOf(file) {
  /** @type {{ packages: Record<string, { optionalDependencies?: Record<string, string>, resolved?: string }> }} */
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, resolved }]) => [
    ...Object.keys(optionalDependencies)
      .filter((name) => !locked.has(name))
      .map((name) => `${file}: ${path} wants ${name}, which is not locked`),
    ...(resolved?.startsWith('http') ? [`${file}: ${path} names a registry`] : []),
  ]);
}

const problems = ['package-lock.json', 'agent/package-lock.json'].flatMap(problemsOf);

for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
