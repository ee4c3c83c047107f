/** Videos whose codec no worker has: the page's `<video>` shows their pictures, unless it cannot either. */

import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { App, expect, test } from './app';
import { type Recording, record } from './recording';
import { storedRows } from './stored-rows';
import { cosine } from './stored-vectors';
import { inPageAndWorkers } from './taking-away';

const TRIP: Recording = {
  container: 'webm',
  codec: 'vp9',
  scenes: ['black', 'goldfish.jpg', 'rocket-launch.jpg', 'panda.jpg'],
  seconds: 3,
};
const TURNED: Recording = { ...TRIP, container: 'mov', scenes: ['teal', 'panda.jpg'], rotation: 90 };
const SHORT: Recording = { container: 'mp4', codec: 'vp9', scenes: ['teal', 'olive'], seconds: 1 };

/** What the page does with its `<video>`, and what the test does to it. */
interface Watched {
  asked: number;
  played: number;
  inDocument: number;
  mostAtOnce: number;
  loaded: Set<string>;
  letGo: number;
  hold: boolean;
  isHidden: boolean;
}

/** Takes WebCodecs away from workers, and watches the page's player. @param hold keeps it from finding any picture */
async function withoutWebCodecs(context: BrowserContext, hold = false): Promise<void> {
  await inPageAndWorkers(
    context,
    (hold) => {
      if (!('document' in globalThis)) {
        for (const name of ['VideoDecoder', 'VideoEncoder', 'VideoFrame', 'EncodedVideoChunk']) {
          Reflect.deleteProperty(globalThis, name);
        }
        return;
      }
      const watched: Watched = {
        ...{ asked: 0, played: 0, inDocument: 0, mostAtOnce: 0, letGo: 0 },
        ...{ loaded: new Set(), hold: hold && !sessionStorage.released, isHidden: false },
      };
      Object.assign(globalThis, { watched });
      Object.defineProperty(document, 'hidden', { get: () => watched.isHidden });
      const { prototype } = HTMLMediaElement;
      const replaced = (
        name: 'currentTime' | 'src',
        change: (set: (value: unknown) => void, value: never) => void,
      ) => {
        const { get, set } = Object.getOwnPropertyDescriptor(prototype, name) as Required<PropertyDescriptor>;
        Object.defineProperty(prototype, name, {
          get,
          set(value) {
            change((value) => set.call(this, value), value as never);
          },
        });
      };
      replaced('currentTime', (set, value) => {
        watched.asked++;
        watched.inDocument += document.querySelectorAll('video').length;
        if (!watched.hold) set(value);
      });
      replaced('src', (set, value: string) => {
        watched.loaded.add(value);
        watched.mostAtOnce = Math.max(watched.mostAtOnce, watched.loaded.size);
        set(value);
      });
      const { revokeObjectURL } = URL;
      URL.revokeObjectURL = (address) => {
        if (watched.loaded.delete(address)) watched.letGo++;
        revokeObjectURL(address);
      };
      const { play } = prototype;
      prototype.play = function () {
        watched.played++;
        return play.call(this);
      };
    },
    hold,
  );
}

const watched = (page: Page) =>
  page.evaluate(() => {
    const { loaded, ...counts } = (globalThis as unknown as { watched: Watched }).watched;
    return { ...counts, left: loaded.size };
  });

/** Hides or shows the page as the browser does, and holds or frees the search of pictures. */
const change = (page: Page, to: Partial<Pick<Watched, 'hold' | 'isHidden'>>) =>
  page.evaluate((to) => {
    Object.assign((globalThis as unknown as { watched: Watched }).watched, to);
    document.dispatchEvent(new Event('visibilitychange'));
  }, to);

const fileOf = (name: string, buffer: Buffer) => ({ name, mimeType: 'video/mp4', buffer });

/** Returns each picture of the videos, by its video and moment, with its embedding. */
async function picturesIn(page: Page): Promise<Map<string, number[]>> {
  const { photos, frames, embeddings } = await storedRows<{
    photos: { no: number; name: string; width: number; height: number; video?: { poster: number } };
    frames: { no: number; photo: number; seconds: number };
    embeddings: { photo: number; vector: Float32Array };
  }>(page, 'photos', 'frames', 'embeddings');
  const vectorOf = (no: number) => [...(embeddings.find(({ photo }) => photo === no)?.vector ?? [])];
  return new Map([
    ...photos.map(
      ({ no, name, width, height, video }) =>
        [`${name}, ${width} x ${height}, ${video?.poster} s`, vectorOf(no)] as const,
    ),
    ...frames.map(({ no, photo, seconds }) => {
      const name = photos.find((one) => one.no === photo)?.name;
      return [`${name}, ${seconds} s`, vectorOf(no)] as const;
    }),
  ]);
}

test('without WebCodecs the page shows the same pictures, one video at a time, unseen and unheard', async ({
  app,
  page,
  browser,
}) => {
  await app.open();
  const files = [
    fileOf('trip.webm', await record(page, TRIP)),
    fileOf('turned.mov', await record(page, TURNED)),
    fileOf('short.mp4', await record(page, SHORT)),
  ];
  await app.fileInput.setInputFiles(files);
  await app.settled(3);
  const usual = await picturesIn(page);

  const context = await browser.newContext({ baseURL: new URL(page.url()).origin, serviceWorkers: 'block' });
  await withoutWebCodecs(context);
  const other = await context.newPage();
  const poor = new App(other);
  await poor.open();
  await poor.fileInput.setInputFiles(files);
  await poor.settled(3);
  const shown = await picturesIn(other);
  expect([...shown.keys()]).toEqual(expect.arrayContaining([...usual.keys()]));
  expect(shown.size).toBe(usual.size);
  for (const [picture, vector] of usual) {
    expect(cosine(shown.get(picture) ?? [], vector), picture).toBeGreaterThan(0.98);
  }
  expect(await watched(other)).toMatchObject({
    ...{ asked: usual.size + 1, letGo: 3, left: 0, mostAtOnce: 1, played: 0, inDocument: 0 },
  });
  await poor.find('a panda');
  expect((await poor.names())[0]).toMatch(/trip.webm|turned.mov/);
  await context.close();
});

test('what the page does not play either has its reason', async ({ app, page, context }) => {
  await withoutWebCodecs(context);
  await app.open();
  const video = await record(page, SHORT);
  const prores = Buffer.from(video);
  prores.write('apch', prores.indexOf('vp09', prores.indexOf('stsd')), 'latin1');
  await app.fileInput.setInputFiles([fileOf('prores.mp4', prores), fileOf('short.mp4', video)]);
  await app.settled(1);
  await expect(app.failed).toHaveCount(1);
  await expect(app.failed).toHaveAttribute('data-name', 'prores.mp4');
  await expect(app.failed).toHaveAttribute('data-reason', 'codec-missing');
  expect(await watched(page)).toMatchObject({ letGo: 2, left: 0 });
});

test('a page that is hidden in the middle puts a video off until it is seen, and goes on with the rest', async ({
  app,
  page,
  context,
}) => {
  await withoutWebCodecs(context, true);
  await app.open();
  await app.fileInput.setInputFiles([
    fileOf('short.mp4', await record(page, SHORT)),
    {
      name: 'still.jpg',
      mimeType: 'image/jpeg',
      buffer: readFileSync('public/album/panda.jpg'),
    },
  ]);
  await expect.poll(async () => (await watched(page)).asked).toBe(1);
  await change(page, { isHidden: true });
  await expect.poll(async () => (await watched(page)).letGo).toBe(1);
  await expect(app.indexing).toHaveAttribute('data-done', '1');
  await expect(app.indexing).toHaveAttribute('data-total', '2');
  await expect(app.failed).toHaveCount(0);

  await change(page, { hold: false, isHidden: false });
  await app.settled(2);
  await expect(app.failed).toHaveCount(0);
});

test('a page that is left in the middle goes on when it is back', async ({ app, page, context }) => {
  await withoutWebCodecs(context, true);
  await app.open();
  await app.fileInput.setInputFiles(fileOf('short.mp4', await record(page, SHORT)));
  await expect.poll(async () => (await watched(page)).asked).toBe(1);
  await page.evaluate(() => {
    sessionStorage.released = 'yes';
  });
  await page.reload();
  await app.settled(1);
  await expect(app.failed).toHaveCount(0);
});
