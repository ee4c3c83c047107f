/**
 * `import file from './decoder.wasm?verified'` gives the address of a file that is fetched later, and the SHA-256 that
 * it must have then.
 */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const VERIFIED = /^(.*)\?verified$/;

export function verified(): Plugin {
  return {
    name: 'mitsuke-verified',
    enforce: 'pre',
    async load(id) {
      const [, file] = VERIFIED.exec(id) ?? [];
      if (!file) return;
      const sha256 = createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
      return {
        code: `import url from ${JSON.stringify(`${file}?url`)};\nexport default { url, sha256: '${sha256}' };`,
        moduleType: 'js',
        map: null,
      };
    },
  };
}
