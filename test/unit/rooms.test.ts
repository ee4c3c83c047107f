/**
 * The boundaries of rooms. Lint rules forbid imports between rooms (biome.json); this file tries each rule
 * with imports that it allows and others that it forbids. Only this file checks the order of a room's
 * folders.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const BIOME = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome');

type Case = [file: string, what: string];

const MAY_IMPORT: Case[] = [
  ['src/core/rank.ts', './vector'],
  ['src/core/query/dates/reader.ts', '#core/query/period'],
  ['src/store/photos.ts', '#core/photo'],
  ['src/store/photos.ts', 'idb'],
  ['src/net/album.ts', '#core/errors'],
  ['models/catalogue.ts', '#core/space'],
  ['workers/shared/channel.ts', '#core/errors'],
  ['workers/decode/decode.ts', '#core/resize'],
  ['workers/decode/metadata.ts', 'exifreader'],
  ['workers/encode/files.ts', '#store/model-files'],
  ['workers/runtime/binary.ts', '#net/verified-file'],
  ['workers/encode/runtime.ts', '#workers/runtime/wasm'],
  ['workers/encode/self-test.ts', '#models/golden'],
  ['workers/words/models.ts', '#net/verified-file'],
  ['workers/words/models.ts', '../../models/words/det.onnx?verified'],
  ['workers/words/sessions.ts', '#workers/runtime/wasm'],
  ['workers/faces/models.ts', '../../models/faces/detector.onnx?verified'],
  ['workers/search/photo-fields.ts', '#store/facts'],
  ['workers/search/worker.ts', '#workers/library/contract'],
  ['workers/tidy/comparing.ts', '#store/vectors'],
  ['workers/models/download.ts', '#net/model-download'],
  ['workers/models/presence.ts', '#workers/shared/channel'],
  ['workers/models/making.ts', '#workers/encode/contract'],
  ['workers/library/indexer.ts', '#store/photos'],
  ['workers/library/indexing/indexer.ts', '#workers/decode/contract'],
  ['workers/library/indexing/indexer.ts', '../sources/workable'],
  ['workers/library/boxes/box-connection.ts', '#net/bridge/box-client'],
  ['src/session/start.ts', '#workers/library/contract'],
  ['src/session/boxes/box-verbs.ts', '#net/bridge/knock'],
  ['src/session/boxes/box-verbs.ts', '../shell/notices'],
  ['src/ui/library/Grid.tsx', '../parts/Icon'],
  ['src/ui/library/Grid.tsx', '#workers/library/contract'],
  ['src/ui/search/Find.tsx', '#session/contract'],
  ['src/ui/search/Find.tsx', '#session/finding/contract'],
  ['src/ui/tidy/map/PhotoMap.tsx', '../../grid/Thumbnail'],
  ['src/app/main.tsx', '#session/start'],
  ['agent/src/server.ts', '#core/protocol/channel'],
  ['agent/src/server/server.ts', '../encoding/keeper'],
];

const MAY_NOT_IMPORT: Case[] = [
  ['src/core/rank.ts', '#store/photos'],
  ['src/core/rank.ts', '../store/photos'],
  ['src/core/rank.ts', 'preact'],
  ['src/core/query/dates/reader.ts', '../../../net/fetching'],
  ['src/store/photos.ts', '#net/fetching'],
  ['src/store/photos.ts', '../net/fetching'],
  ['src/net/album.ts', '#store/photos'],
  ['models/catalogue.ts', '#workers/encode/contract'],
  ['workers/shared/channel.ts', '#workers/library/contract'],
  ['workers/shared/channel.ts', '#store/photos'],
  ['workers/decode/decode.ts', '#net/fetching'],
  ['workers/decode/decode.ts', '#store/photos'],
  ['workers/decode/decode.ts', '#workers/library/contract'],
  ['workers/runtime/binary.ts', '#net/fetching'],
  ['workers/runtime/wasm.ts', '#workers/encode/contract'],
  ['workers/encode/files.ts', '#net/fetching'],
  ['workers/encode/files.ts', '#net/verified-file'],
  ['workers/encode/files.ts', 'idb'],
  ['workers/words/reader.ts', '#store/photos'],
  ['workers/words/reader.ts', '#workers/encode/feeds'],
  ['workers/words/reader.ts', '../decode/scaled'],
  ['workers/faces/finder.ts', '#store/photos'],
  ['workers/faces/finder.ts', '../words/pixels'],
  ['workers/search/photo-fields.ts', '#net/fetching'],
  ['workers/search/photo-fields.ts', 'idb'],
  ['workers/search/photo-fields.ts', '#workers/library/library'],
  ['workers/search/kernel/kernel.ts', '../../tidy/kernel/kernel'],
  ['workers/tidy/comparing.ts', '../search/vector-index'],
  ['workers/tidy/comparing.ts', '#net/fetching'],
  ['workers/models/download.ts', '../library/library'],
  ['workers/models/making.ts', '../encode/image-encoder'],
  ['workers/library/library.ts', '../decode/scaled'],
  ['workers/library/indexer.ts', '#session/contract'],
  ['workers/library/indexer.ts', 'preact'],
  ['workers/library/indexing/indexer.ts', '../../decode/scaled'],
  ['workers/library/indexing/indexer.ts', 'idb'],
  ['src/session/start.ts', '#store/photos'],
  ['src/session/start.ts', '#net/fetching'],
  ['src/session/start.ts', '#workers/library/library'],
  ['src/session/start.ts', '../ui/App'],
  ['src/session/boxes/box-verbs.ts', '#net/bridge/box-client'],
  ['src/session/boxes/box-verbs.ts', '../../ui/box/words'],
  ['src/ui/library/Grid.tsx', '#store/photos'],
  ['src/ui/library/Grid.tsx', '#workers/library/library'],
  ['src/ui/library/Grid.tsx', '#session/library/importing'],
  ['src/ui/library/Grid.tsx', '../../app/main'],
  ['src/ui/library/Grid.tsx', 'comlink'],
  ['src/ui/tidy/LookAlikes.tsx', '#workers/tidy/tidy'],
  ['src/ui/tidy/map/PhotoMap.tsx', '../../../session/start'],
  ['src/app/main.tsx', '#store/photos'],
  ['agent/src/server.ts', '#net/bridge/socket'],
  ['agent/src/server.ts', '#session/contract'],
  ['agent/src/server.ts', '#net/bridge/socket'],
  ['agent/src/server.ts', 'preact'],
];

const MAY_USE: Case[] = [
  ['src/net/fetching.ts', "fetch('/album')"],
  ['src/net/bridge/socket.ts', "new WebSocket('wss://box')"],
  ['src/store/database.ts', "indexedDB.deleteDatabase('mitsuke')"],
  ['workers/shared/channel.ts', "new BroadcastChannel('library')"],
  ['src/store/memory/questions.ts', "new BroadcastChannel('memory')"],
  ['src/store/letting-go.ts', "new BroadcastChannel('letting-go')"],
  ['test/e2e/app.ts', "indexedDB.open('mitsuke')"],
];

const MAY_NOT_USE: Case[] = [
  ['src/store/database.ts', "fetch('/album')"],
  ['src/store/database.ts', "new BroadcastChannel('library')"],
  ['src/store/memory/questions.ts', "fetch('/album')"],
  ['src/net/fetching.ts', "indexedDB.open('mitsuke')"],
  ['src/session/start.ts', "fetch('/album')"],
  ['src/ui/App.tsx', 'new XMLHttpRequest()'],
  ['src/app/sw.ts', "fetch('/album')"],
  ['workers/search/worker.ts', "indexedDB.open('mitsuke')"],
  ['workers/library/events.ts', "new BroadcastChannel('library')"],
  ['workers/encode/files.ts', "new EventSource('/events')"],
  ['agent/src/server.ts', "new WebSocket('wss://box')"],
];

/** Returns a separate file for each case, because several cases are about one file. */
function fileOf(kind: string, [file, what]: Case): string {
  const name = `${kind}-${what.replace(/\W+/g, '-')}-${file.split('/').at(-1)}`;
  return `${dirname(file)}/${name}`;
}

/** Output of one linter run over all cases, of which each line names rule and file. */
let said: string[];

beforeAll(() => {
  const house = mkdtempSync(join(tmpdir(), 'mitsuke-rooms-'));
  const write = (file: string, text: string) => {
    const path = join(house, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  for (const file of ['biome.json', 'package.json']) cpSync(file, join(house, file));
  for (const one of [...MAY_IMPORT, ...MAY_NOT_IMPORT])
    write(fileOf('import', one), `import { x } from '${one[1]}';\n\nx();\n`);
  for (const one of [...MAY_USE, ...MAY_NOT_USE])
    write(fileOf('use', one), `export const x = () => ${one[1]};\n`);
  write('src/core/there.ts', "import type { Back } from '#core/back';\n\nexport type There = Back;\n");
  write('src/core/back.ts', "import type { There } from './there';\n\nexport type Back = There;\n");
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [BIOME, 'lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', '.'],
    { cwd: house, encoding: 'utf8' },
  );
  rmSync(house, { recursive: true });
  said = `${stdout}\n${stderr}`.split('\n');
  if (!said.some((line) => line.startsWith('::error'))) throw new Error(said.join('\n'));
});

function objects(rule: string, file: string): boolean {
  return said.some((line) => line.includes(rule) && line.includes(`/${file},`));
}

describe('imports point one way', () => {
  test.each(MAY_IMPORT)('%s may import %s', (...one) => {
    expect(objects('noRestrictedImports', fileOf('import', one))).toBe(false);
  });

  test.each(MAY_NOT_IMPORT)('%s may not import %s', (...one) => {
    expect(objects('noRestrictedImports', fileOf('import', one))).toBe(true);
  });

  test('imports form no cycle, not even of types', () => {
    expect(objects('noImportCycles', 'src/core/there.ts')).toBe(true);
  });
});

describe('each API of the platform belongs to one room', () => {
  test.each(MAY_USE)('%s may use %s', (...one) => {
    expect(objects('noRestrictedGlobals', fileOf('use', one))).toBe(false);
  });

  test.each(MAY_NOT_USE)('%s may not use %s', (...one) => {
    expect(objects('noRestrictedGlobals', fileOf('use', one))).toBe(true);
  });

  test('no file bypasses these rules to reach the network or the database', () => {
    const around =
      /\bsendBeacon\b|\b(window|self|globalThis)\s*\.\s*(fetch|WebSocket|XMLHttpRequest|EventSource|indexedDB)\b/;
    const files = sources('src', 'workers', 'models').filter((file) => !/^src\/(net|store)\//.test(file));
    expect(files.filter((file) => around.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});

/** Folders of a room from the top down. A folder imports only from lower lines, not from its own. */
const ORDERS: Record<string, string[][]> = {
  'src/ui': [
    ['frame'],
    ['atlas', 'days', 'labels', 'people', 'settings', 'tidy'],
    ['search'],
    ['benchmark', 'box', 'filter', 'models', 'selection'],
    ['gallery'],
    ['folders', 'library', 'photo'],
    ['grid', 'region', 'slideshow'],
    ['parts'],
    ['i18n'],
  ],
  'src/session': [
    ['backup'],
    [
      'atlas',
      'benchmark',
      'boxes',
      'days',
      'export',
      'folder-index',
      'labels',
      'people',
      'privacy',
      'searches',
      'system',
      'tidy',
      'tiles',
      'words',
    ],
    ['finding'],
    ['models'],
    ['library'],
    ['shell'],
  ],
};

describe.each(Object.entries(ORDERS))('folders of %s', (room, order) => {
  test('are all listed in the order', () => {
    const folders = new Set(sources(room).flatMap((file) => folderOf(room, file) ?? []));
    expect([...folders].sort()).toEqual(order.flat().sort());
  });

  test('import downward', () => {
    const floor = (folder: string) => order.findIndex((line) => line.includes(folder));
    const upward = sources(room).flatMap((file) => {
      const from = folderOf(room, file);
      return importsOf(file).flatMap((path) => {
        const to = folderOf(room, path);
        const isDown = !from || !to || from === to || floor(from) < floor(to);
        // A contract holds only types, which any folder may import.
        return isDown || path.endsWith('/contract') ? [] : `${file} imports ${path}`;
      });
    });
    expect(upward).toEqual([]);
  });
});

/** Lists the tracked sources of these folders. */
function sources(...folders: string[]): string[] {
  const files = execFileSync('git', ['ls-files', ...folders], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return files.filter((file) => /\.tsx?$/.test(file));
}

/** Returns the folder in the room; null for a file of the room itself, or of another room. */
function folderOf(room: string, path: string): string | null {
  const [folder, ...rest] = path.startsWith(`${room}/`) ? path.slice(room.length + 1).split('/') : [];
  return folder && rest.length > 0 ? folder : null;
}

/** Returns what a file imports from its own room, as paths from the root, mostly without an ending. */
function importsOf(file: string): string[] {
  const names = [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)];
  return names.flatMap(([, name = '']) => {
    if (name.startsWith('#session/')) return `src/${name.slice(1)}`;
    return name.startsWith('.') ? join(dirname(file), name).replaceAll('\\', '/') : [];
  });
}
