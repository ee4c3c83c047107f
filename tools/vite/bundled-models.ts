/**
 * Copies the starter model into the build under its own file names, as a model host would serve it, and the licences of
 * the models of words and faces beside it: those themselves are imported by their workers. In development Vite serves
 * the folders themselves.
 */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const WHOLE = 'models/starter';
const LICENCES = [
  ...['LICENSE', 'NOTICE'].map((file) => `models/words/${file}`),
  ...['LICENSE-detector', 'LICENSE-dlib-models', 'LICENSE-face-api', 'LICENSE-face-api-js', 'NOTICE'].map(
    (file) => `models/faces/${file}`,
  ),
];

/**
 * @param root of the repository
 * @param standIns files that take the place of others, by these others' paths
 */
export function bundledModels(root: string, standIns: Record<string, string> = {}): Plugin {
  return {
    name: 'mitsuke-bundled-models',
    apply: 'build',
    async generateBundle() {
      const entries = await readdir(join(root, WHOLE), { recursive: true, withFileTypes: true });
      const starter = entries
        .filter((each) => each.isFile() && !each.name.endsWith('.md'))
        .map((each) => join(each.parentPath, each.name).slice(root.length + 1));
      for (const path of [...starter, ...LICENCES]) {
        const fileName = path.replaceAll('\\', '/');
        const source = await readFile(standIns[fileName] ?? join(root, path));
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}
