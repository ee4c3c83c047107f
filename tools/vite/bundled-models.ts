/**
 * Copies the starter model into the build under its own file names, as a model host would serve it, and the licence of
 * the models that read words beside it: those themselves are imported by their worker. In development Vite serves the
 * folders themselves.
 */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const WHOLE = 'models/starter';
const LICENCE = ['models/words/LICENSE', 'models/words/NOTICE'];

/** @param root of the repository */
export function bundledModels(root: string): Plugin {
  return {
    name: 'mitsuke-bundled-models',
    apply: 'build',
    async generateBundle() {
      const entries = await readdir(join(root, WHOLE), { recursive: true, withFileTypes: true });
      const starter = entries
        .filter((each) => each.isFile() && !each.name.endsWith('.md'))
        .map((each) => join(each.parentPath, each.name).slice(root.length + 1));
      for (const path of [...starter, ...LICENCE]) {
        const fileName = path.replaceAll('\\', '/');
        this.emitFile({ type: 'asset', fileName, source: await readFile(join(root, path)) });
      }
    },
  };
}
