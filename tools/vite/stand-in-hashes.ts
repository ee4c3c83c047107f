/**
 * For tests: replaces the catalogue's sizes and hashes of public files by those of the stand-ins. Values that
 * are unknown in the catalogue stay unknown.
 */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { normalizePath, type Plugin } from 'vite';

const TABLE = 'models/hashes.ts';

/** By "repository@revision/path". */
type StandIns = Record<string, { bytes: number; sha256: string }>;

/** @param list path of the list that the generator of stand-ins writes */
export function standInHashes(root: string, list: string): Plugin {
  return {
    name: 'mitsuke-stand-in-hashes',
    enforce: 'pre',
    async transform(code, id) {
      if (id.split('?')[0] !== normalizePath(resolve(root, TABLE))) return null;
      const standIns: StandIns = JSON.parse(
        await readFile(resolve(root, list), 'utf8').catch(() => {
          throw new Error(`There is no ${list}; make the stand-ins with: npm run stand-ins`);
        }),
      );
      return `${code.replace('export default HASHES;', '')}
const STAND_INS: Record<string, { bytes: number; sha256: string }> = ${JSON.stringify(standIns)};
for (const [repository, files] of Object.entries(HASHES)) {
  for (const [path, [bytes, sha256]] of Object.entries(files)) {
    const standIn = STAND_INS[\`\${repository}/\${path}\`];
    files[path] = [bytes === null ? null : (standIn?.bytes ?? bytes), sha256 === null ? null : (standIn?.sha256 ?? sha256)];
  }
}
export default HASHES;
`;
    },
  };
}
