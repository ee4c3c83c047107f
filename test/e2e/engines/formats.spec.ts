/** What becomes of each odd file and each format in the engines: the outcome, the size, upright colours, the embedding. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { colouredFiles } from '../../fixtures/coloured-files';
import { decodedFiles, PACKED_METADATA } from '../../fixtures/decoded-files';
import { CORNERS, type OddFile } from '../../fixtures/odd-file';
import { oddFiles } from '../../fixtures/odd-files';
import { meanDifference, SAME_FILE } from '../likeness';
import { PORTS } from '../ports';
import { cosine } from '../stored-vectors';
import { type EngineApp, hook } from './engine-app';
import { SHORTCOMINGS } from './has';
import { inEngines } from './running';
import { failuresOf, photosOf } from './stored-photos';

/** Largest difference of a channel, in levels of 255: lossy coding costs a few. */
const NEAR = 14;
/** Least cosine of the embedding with that of the same picture as PNG. */
const ALIKE = 0.98;

let files: (OddFile & { like?: string })[] = [];
/** Those that must look as another program shows them, and the PNGs that show it. */
let coloured: (OddFile & { like?: string })[] = [];
test.beforeAll(async () => {
  // The same bytes twice are one photo, under either name.
  const odd = [...oddFiles(), ...(await decodedFiles())].filter(({ name }) => !name.startsWith('twin'));
  const size = { width: 320, height: 240 };
  coloured = (await colouredFiles()).map((file) => ({ ...file, expect: size }));
  files = [...odd, ...coloured];
});

inEngines(['Firefox', 'WebKitGTK'], (running, engine) => {
  const short = SHORTCOMINGS[engine];

  test('each file becomes the photo that it is, or has its reason', async () => {
    const app = running(`http://localhost:${PORTS.app}`);
    await app.open();
    await app.driver.choose(hook('file-input'), written(files, app.driver.downloads));
    await expect
      .poll(async () => (await app.all(hook('indexing')))[0], { timeout: 480_000 })
      .toMatchObject({ total: String(files.length), state: 'idle' });
    expect((await outcomes(app, short)).sort()).toEqual(files.map((file) => expected(file, short)).sort());
    const stored = await photosOf(app.driver);
    const taken = PACKED_METADATA.map((packed) => stored.find(({ name }) => name === packed)?.taken);
    expect(taken).toEqual(PACKED_METADATA.map(() => Date.UTC(2023, 4, 6, 7, 8, 9)));
  });
});

function written(files: readonly OddFile[], folder: string): string[] {
  const into = join(folder, 'Files');
  mkdirSync(into);
  return files.map(({ name, bytes }) => {
    writeFileSync(join(into, name), bytes);
    return join(into, name);
  });
}

/** Returns a line for each file of the library: what it has become. @param short files whose colours are not told exactly */
async function outcomes(app: EngineApp, short: Readonly<Record<string, string>>): Promise<string[]> {
  const stored = await photosOf(app.driver);
  const photoOf = (picture: string) => stored.find(({ name }) => name === picture);
  const photos = stored.map(({ name, width, height, incomplete, corners, pixels, vector }) => {
    const file = files.find((file) => file.name === name);
    const wanted = file && 'corners' in file.expect ? file.expect.corners : undefined;
    const far = wanted ? farCorners(corners, wanted) : [];
    const picture = file?.like ?? (wanted === CORNERS ? 'reference.png' : name);
    const other = photoOf(picture);
    if (file && coloured.includes(file)) {
      const difference = meanDifference(pixels, other?.pixels ?? []);
      if (!(difference < SAME_FILE)) far.push(`differs by ${difference} from ${picture}`);
    } else {
      const likeness = cosine(vector, other?.vector ?? []);
      if (!(likeness >= ALIKE)) far.push(`the embedding has a cosine of ${likeness} with that of ${picture}`);
    }
    const wrong = name in short && far.length > 0 ? ['other colours'] : far;
    return `${name}: ${width} x ${height}${incomplete ? ', cut off' : ''}${wrong.map((one) => `, ${one}`).join('')}`;
  });
  const details = await failuresOf(app.driver);
  const failed = (await app.all(hook('failed-photo'))).map(({ name, reason }) => {
    const file = files.find((file) => file.name === name);
    const isMeant = file && 'failed' in file.expect && file.expect.failed === reason;
    return `${name}: ${reason}${isMeant ? '' : `, ${details[name ?? '']}`}`;
  });
  return [...photos, ...failed];
}

function expected({ name, expect }: OddFile, short: Readonly<Record<string, string>>): string {
  if (short[name]) return `${name}: ${short[name]}`;
  if ('failed' in expect) return `${name}: ${expect.failed}`;
  if ('sameAs' in expect) throw new Error('These are left out.');
  return `${name}: ${expect.width} x ${expect.height}${expect.incomplete ? ', cut off' : ''}`;
}

function farCorners(corners: readonly number[][], wanted: readonly number[][]): string[] {
  return wanted.flatMap((color, i) => {
    const seen = corners[i] ?? [];
    const far = color.some((value, channel) => Math.abs(value - (seen[channel] ?? Number.NaN)) >= NEAR);
    return far ? [`corner ${i} is ${seen}, not ${color}`] : [];
  });
}
