/**
 * For tests: gives the bundled model a small image tower. To open and run the real one is most of what a test costs
 * that adds photos.
 */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { normalizePath, type Plugin } from 'vite';
import { STARTER } from '../../test/fixtures/standins/entries.ts';

/** In `models/starter`, and among the stand-ins. */
const TOWER = 'onnx/vision_model.onnx';
const STAND_IN = `.cache/standins/tiny/${STARTER.replace('@', '/resolve/')}/${TOWER}`;

/** What the sources know of the real file, and what takes its place. */
const KNOWN: Record<string, [RegExp, (tower: Buffer) => string]> = {
  'models/spaces/starter.ts': [
    /(?<=vision_model\.onnx',\s*)bytes: [\d_]+,\s*sha256: '\w{64}'/,
    (tower) => `bytes: ${tower.length}, sha256: '${createHash('sha256').update(tower).digest('hex')}'`,
  ],
  // Without stored vectors the device's own are the reference.
  'models/golden.ts': [/'starter-\d+\/image\/\w+':\s*'[^']+',/, () => ''],
};

/** Returns the file that takes another one's place in a build, by paths from the root. */
export const standInTower = (root: string): Record<string, string> => ({
  [`models/starter/${TOWER}`]: resolve(root, STAND_IN),
});

export function standInStarter(root: string): Plugin {
  return {
    name: 'mitsuke-stand-in-starter',
    enforce: 'pre',
    transform(code, id) {
      const path = Object.keys(KNOWN).find((path) => id.split('?')[0] === normalizePath(resolve(root, path)));
      const known = path && KNOWN[path];
      if (!known) return null;
      const [pattern, standIn] = known;
      if (!pattern.test(code))
        throw new Error(`${path} no longer has what the stand-in replaces: ${pattern}`);
      return code.replace(pattern, standIn(readFileSync(resolve(root, STAND_IN))));
    },
  };
}
