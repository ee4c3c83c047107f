/** `node measure.mjs ROWS DIMENSION`, from the root: prints what `native-scan.ts` measures, as JSON. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';

const FOLDER = import.meta.dirname;
const ROOT = join(FOLDER, '../../..');

if (!existsSync(join(FOLDER, 'node_modules/usearch'))) {
  const { status } = spawnSync('npm ci', {
    shell: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: FOLDER,
  });
  if (status !== 0) process.exit(1);
}

const options = { root: ROOT, configFile: /** @type {const} */ (false) };
const { kernel } = (await runnerImport(join(ROOT, 'tools/vite/kernel.ts'), options)).module;
const { measureNative } = (
  await runnerImport(join(FOLDER, '../native-scan.ts'), { ...options, plugins: [kernel()] })
).module;
const [rows, dimension] = process.argv.slice(2).map(Number);
console.log(JSON.stringify(await measureNative(rows, dimension)));
