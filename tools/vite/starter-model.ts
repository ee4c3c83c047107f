/**
 * Copies the bundled model into the build under its own file names, as a model host would serve it. In
 * development Vite serves the folder itself.
 */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const FOLDER = 'models/starter';

/** @param root of the repository */
export function starterModel(root: string): Plugin {
  return {
    name: 'mitsuke-starter-model',
    apply: 'build',
    async generateBundle() {
      const entries = await readdir(join(root, FOLDER), { recursive: true, withFileTypes: true });
      for (const entry of entries.filter((each) => each.isFile() && !each.name.endsWith('.md'))) {
        const path = join(entry.parentPath, entry.name);
        const fileName = path.slice(root.length + 1).replaceAll('\\', '/');
        this.emitFile({ type: 'asset', fileName, source: await readFile(path) });
      }
    },
  };
}
