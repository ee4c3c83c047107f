/**
 * Makes `release/`: one folder that any static host serves as it is, from any address, and the checksums of its files.
 *
 *   npm run release
 *   cd release && sha256sum -c SHA256SUMS
 */

import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'vite';

const { version } = JSON.parse(await readFile('package.json', 'utf8'));
const folder = `mitsuke-${version}`;

await rm('release', { recursive: true, force: true });
await build({ logLevel: 'warn', build: { outDir: join('release', folder) } });
const entries = await readdir('release', { recursive: true, withFileTypes: true });
const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
const lines = await Promise.all(
  paths.sort().map(async (path) => {
    const sha256 = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    return `${sha256}  ${relative('release', path).replaceAll('\\', '/')}\n`;
  }),
);
await writeFile('release/SHA256SUMS', lines.join(''));
console.log(`release/${folder}: ${paths.length} files, checksums in release/SHA256SUMS`);
