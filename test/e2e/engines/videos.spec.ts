/** What becomes of videos in the engines: photos where they decode or play them, else each has its reason. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { PORTS } from '../ports';
import { type Recording, record } from '../recording';
import { CODECS, decodedBy, playedBy } from './codecs';
import { hook } from './engine-app';
import { inEngines } from './running';
import { photosOf } from './stored-photos';

const ORIGIN = `http://localhost:${PORTS.app}`;
/** Largest difference of a channel, in levels of 255: videos are coded in half of the levels and lossy. */
const NEAR = 30;
const WHITE = [255, 255, 255];
const TEAL = [0, 128, 128];

/** White in the upper left corner, so of what is turned clockwise in the upper right. */
const CLIPS: Readonly<Record<string, Pick<Recording, 'container' | 'codec' | 'rotation'>>> = {
  'vp8.webm': { container: 'webm', codec: 'vp8' },
  'vp9.mp4': { container: 'mp4', codec: 'vp9' },
  'turned-vp9.mov': { container: 'mov', codec: 'vp9', rotation: 90 },
  'av1.mp4': { container: 'mp4', codec: 'av1' },
  'h264.mp4': { container: 'mp4', codec: 'avc' },
};

inEngines(['Chromium', 'Firefox', 'WebKitGTK'], (running) => {
  test('a video becomes a photo if the engine decodes or plays it, else it has its reason', async ({
    page,
  }) => {
    const app = running(ORIGIN);
    await page.goto(ORIGIN);
    const paths: string[] = [];
    const keep = (name: string, bytes: Buffer) => {
      paths.push(join(app.driver.downloads, name));
      writeFileSync(paths.at(-1) ?? '', bytes);
    };
    const encoded = await codecsOf(page);
    const clips = Object.entries(CLIPS).filter(([, { codec }]) => encoded.includes(codec));
    for (const [name, clip] of clips) {
      keep(name, await record(page, { ...clip, scenes: ['black', 'teal', 'olive'], seconds: 1 }));
    }
    keep('old.avi', Buffer.from('RIFF\x10\0\0\0AVI LIST', 'latin1'));

    await app.open();
    const decoded = await decodedBy(app);
    const played = await playedBy(app);
    expect(decoded).toContain('vp8');
    await app.driver.choose(hook('file-input'), paths);
    await expect
      .poll(async () => (await app.all(hook('indexing')))[0], { timeout: 480_000 })
      .toMatchObject({ total: String(paths.length), state: 'idle' });
    const photos = (await photosOf(app.driver)).map(({ name, width, height, incomplete, corners }) => {
      const [topLeft = [], topRight = [], bottomLeft = []] = corners.map(nameOf);
      return `${name}: ${width} x ${height}, ${topLeft} ${topRight} ${bottomLeft}${incomplete ? ', cut off' : ''}`;
    });
    const failed = (await app.all(hook('failed-photo'))).map(({ name, reason }) => `${name}: ${reason}`);
    const wanted = clips.map(([name, { codec, rotation }]) => {
      if (![...decoded, ...played].includes(codec)) return `${name}: codec-missing`;
      // The black beginning does not stand for it.
      return `${name}: ${rotation ? '240 x 320, teal white teal' : '320 x 240, white teal teal'}`;
    });
    expect([...photos, ...failed].sort()).toEqual([...wanted, 'old.avi: unsupported'].sort());
    console.log(`${app.driver.browser} decodes ${decoded.join(', ')}, and plays ${played.join(', ')}`);
  });
});

/** Returns the codecs that the recording browser encodes: not every build has H.264. */
function codecsOf(page: Page): Promise<string[]> {
  return page.evaluate(async (codecs) => {
    const found: string[] = [];
    for (const [name, codec] of Object.entries(codecs)) {
      const { supported } = await VideoEncoder.isConfigSupported({ codec, width: 320, height: 240 });
      if (supported) found.push(name);
    }
    return found;
  }, CODECS);
}

function nameOf(color: readonly number[]): string {
  const isNear = (other: readonly number[]) =>
    color.every((value, i) => Math.abs(value - (other[i] ?? 0)) < NEAR);
  return isNear(WHITE) ? 'white' : isNear(TEAL) ? 'teal' : `rgb(${color})`;
}
