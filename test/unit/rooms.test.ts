import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const BIOME = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome');

/** A tree of its own with our lint rules, so that forbidden imports can be tried. */
let house: string;

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'mitsuke-rooms-'));
  cpSync('biome.json', join(house, 'biome.json'));
});

afterEach(() => {
  rmSync(house, { recursive: true });
});

/** Whether the rule about imports objects to a file with this one import. */
function isForbidden(file: string, from: string): boolean {
  const path = join(house, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `import { x } from '${from}';\n\nx();\n`);
  const { stdout, stderr } = spawnSync(process.execPath, [BIOME, 'lint', '--vcs-enabled=false', '.'], {
    cwd: house,
    encoding: 'utf8',
  });
  const said = stdout + stderr;
  expect(said).toContain('Checked');
  return said.includes('noRestrictedImports');
}

describe('imports point one way', () => {
  test.each([
    ['src/core/rank.ts', './vector'],
    ['src/store/photos.ts', '#core/photo'],
    ['src/net/album.ts', '#core/errors'],
    ['workers/library/indexer.ts', '#store/photos'],
    ['workers/library/indexing/indexer.ts', '#workers/decode/contract'],
    ['workers/tidy/comparing.ts', '#store/vectors'],
    ['src/ui/library/Grid.tsx', '../parts/Icon'],
    ['src/ui/library/Grid.tsx', '#workers/library/contract'],
    ['src/ui/search/Find.tsx', '#session/contract'],
    ['src/session/boxes/box-verbs.ts', '#net/bridge/knock'],
    ['agent/src/server.ts', '#core/protocol/channel'],
    ['src/session/start.ts', '#workers/library/contract'],
  ])('%s may import %s', (file, from) => {
    expect(isForbidden(file, from)).toBe(false);
  });

  test.each([
    ['src/core/rank.ts', '#store/photos'],
    ['src/core/rank.ts', '../store/photos'],
    ['src/core/rank.ts', 'preact'],
    ['src/store/photos.ts', '#net/fetching'],
    ['src/store/photos.ts', '../net/fetching'],
    ['src/net/album.ts', '#store/photos'],
    ['agent/src/server.ts', '#net/bridge/socket'],
    ['agent/src/server.ts', '#session/contract'],
    ['models/catalogue.ts', '#workers/encode/contract'],
    ['workers/library/library.ts', '../decode/scaled'],
    ['workers/library/indexer.ts', '#session/contract'],
    ['workers/library/indexer.ts', 'preact'],
    ['workers/tidy/comparing.ts', '../search/vector-index'],
    ['src/ui/tidy/LookAlikes.tsx', '#workers/tidy/tidy'],
    ['src/ui/library/Grid.tsx', '#store/photos'],
    ['src/ui/library/Grid.tsx', '#workers/library/library'],
    ['src/ui/library/Grid.tsx', '../../app/main'],
    ['src/session/start.ts', '#store/photos'],
    ['src/session/boxes/box-verbs.ts', '#net/bridge/box-client'],
    ['src/session/start.ts', '#net/fetching'],
    ['src/session/start.ts', '#workers/library/library'],
  ])('%s may not import %s', (file, from) => {
    expect(isForbidden(file, from)).toBe(true);
  });
});
