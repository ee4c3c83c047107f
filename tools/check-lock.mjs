/**
 * The lock file must be complete for every platform: npm leaves out optional native packages that
 * the registry lacked when it was written, and then nobody on those platforms can install.
 */

import { readFileSync } from 'node:fs';

/** @type {{ packages: Record<string, { optionalDependencies?: Record<string, string>, resolved?: string }> }} */
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));

const problems = Object.entries(packages).flatMap(([path, { optionalDependencies = {}, resolved }]) => [
  ...Object.keys(optionalDependencies)
    .filter((name) => !locked.has(name))
    .map((name) => `${path} wants ${name}, which is not locked`),
  ...(resolved?.startsWith('http') ? [`${path} names a registry`] : []),
]);

for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
