/** The README's table of engines, in words, from what they have. */

import type { Engine } from './engines';
import { HAS, type Has, SHORTCOMINGS } from './has';

/** What was driven last; an engine that is newer is told by the journey's output alone. */
const COLUMNS = { Chromium: 'Chromium 156', Firefox: 'Firefox 153', WebKitGTK: 'WebKitGTK 2.50' } as const;
const NAMES = Object.keys(COLUMNS) as Engine['name'][];

/** The journey does these in each engine; one that cannot fails it. */
const EVERYWHERE = [
  'album, photos of your own, queries in three languages, minus, a picture or a part of one as query',
  'viewer, tags, lists and copies',
];

/** The rows of the table in its order, with the names of the engines as the first. */
export function rowsInWords(): string[][] {
  const yes = NAMES.map(() => 'yes');
  const byFacts = (row: string, words: (has: Has) => string) => [
    row,
    ...NAMES.map((name) => words(HAS[name])),
  ];
  const byFiles = (row: string, files: RegExp, no: (outcome: string) => string) => [
    row,
    ...NAMES.map((name) => {
      const [, outcome] = Object.entries(SHORTCOMINGS[name]).find(([file]) => files.test(file)) ?? [];
      return outcome === undefined ? 'yes' : `no: ${no(outcome)}`;
    }),
  ];
  return [
    ['', ...NAMES.map((name) => COLUMNS[name])],
    ...EVERYWHERE.map((row) => [row, ...yes]),
    byFacts('reload, and search without a network', (has) => yesOrNo(has.serviceWorker)),
    byFacts('folders', folders),
    byFacts('copies of several photos', (has) => (has.grantedFolders ? 'into a folder' : 'as one ZIP')),
    ['a model from a mirror', ...yes],
    byFacts('models are encoded by', runners),
    byFacts('says how much room is used', (has) => yesOrNo(has.room)),
    byFacts('an https page reaches a box without TLS', (has) =>
      has.boxWithoutTls ? 'once you allow it' : 'no',
    ),
    byFiles('HEIC', /\.heic$/, String),
    byFiles(
      'PNG and AVIF that are turned or cropped',
      /^(turned|cropped).*\.(png|avif)$/,
      () => 'as it is coded',
    ),
    byFiles('AVIF in Display P3', /^wide.*\.avif$/, () => 'in other colours'),
  ];
}

function yesOrNo(has: boolean): string {
  return has ? 'yes' : 'no';
}

function folders({ grantedFolders, chosenFolders }: Has): string {
  if (grantedFolders) return 'granted once, then followed';
  return chosenFolders
    ? 'read when they are chosen; choose again for what is new'
    : 'no: its dialog chooses files';
}

function runners({ threads, webgpu }: Has): string {
  if (!threads) return 'one thread: it shares no memory';
  return webgpu ? 'threads, WebGPU' : 'threads';
}
