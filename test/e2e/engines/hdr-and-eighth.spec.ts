/** What the engines make of pictures for HDR, and the app's own decoder of large JPEGs in each of them. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { hdrFiles } from '../../fixtures/hdr-files';
import { displayP3Profile, SAMSUNG_P3 } from '../../fixtures/icc';
import { shownFiles } from '../../fixtures/shown-files';
import { PORTS } from '../ports';
import { hook } from './engine-app';
import { inEngines } from './running';
import { photosOf } from './stored-photos';

const ORIGIN = `http://localhost:${PORTS.app}`;
/** Largest difference of a channel, in levels of 255: the preview is a JPEG. */
const NEAR = 6;

inEngines(['Chromium', 'Firefox', 'WebKitGTK'], (running, engine) => {
  test('a picture for HDR looks as the browser itself shows it', async () => {
    const app = running(ORIGIN);
    const ultra = shownFiles({ width: 640, height: 480 }).find(({ name }) => name === 'ultra-hdr.jpg');
    const files = { ...hdrFiles(640, 480), 'ultra-hdr.jpg': ultra?.bytes ?? Buffer.alloc(0) };
    const paths = Object.entries(files).map(([name, bytes]) => {
      writeFileSync(join(app.driver.downloads, name), bytes);
      return join(app.driver.downloads, name);
    });
    await app.open();
    await app.driver.choose(hook('file-input'), paths);
    await app.settled(paths.length);
    for (const { name, width, height, corners } of await photosOf(app.driver)) {
      const bytes = files[name as keyof typeof files];
      const shown = await app.driver.evaluate(shownCorners, bytes.toString('base64'));
      expect([name, width, height]).toEqual([name, 640, 480]);
      const far = corners.flat().map((level, i) => Math.abs(level - (shown.flat()[i] ?? Number.NaN)));
      console.log(`${app.driver.browser}, ${name}: ${corners.join(' | ')}; shown as ${shown.join(' | ')}`);
      expect(Math.max(...far), name).toBeLessThan(NEAR);
    }
  });

  // In Chromium unit tests tell it, and who has decoded it.
  if (engine === 'Chromium') return;
  test('a JPEG of 7 megapixels is read at an eighth, near the means of its blocks', async ({ page }) => {
    const app = running(ORIGIN);
    await page.goto(ORIGIN);
    const written = await writtenIn(page, 2744, 2700);
    await app.stay();
    for (const profile of [null, displayP3Profile(SAMSUNG_P3)]) {
      const { preview, own, error } = await app.driver.evaluate(decodedApart, {
        script: decodeWorker(),
        bytes: profile ? withProfile(written, profile) : written,
      });
      // An eighth: where there is no ImageDecoder, the browser's way ends at the shortest edge that was asked for.
      // Firefox's gives an eighth too, so there the pixels are tried, and not who has decoded them.
      expect(preview).toEqual([343, 338]);
      if (engine === 'WebKitGTK') expect(own).toEqual([]);
      const colours = profile ? 'Display P3' : 'sRGB';
      console.log(`${app.driver.browser}, ${colours}: ${error.toFixed(2)} levels from the means; own ${own}`);
      expect(error, colours).toBeLessThan(2);
    }
  });
});

/** Returns the colours near the corners of a picture as an `<img>` has them. Runs in the page. */
async function shownCorners(base64: string): Promise<number[][]> {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const img = new Image();
  img.src = URL.createObjectURL(new Blob([bytes]));
  await img.decode();
  const { naturalWidth: width, naturalHeight: height } = img;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context?.drawImage(img, 0, 0);
  URL.revokeObjectURL(img.src);
  const colorAt = (x: number, y: number) => [
    ...(context?.getImageData(x * width, y * height, 1, 1).data ?? []),
  ];
  return [colorAt(0.2, 0.2), colorAt(0.8, 0.2), colorAt(0.2, 0.8)].map((color) => color.slice(0, 3));
}

/** Has Chromium write a baseline JPEG with waves, edges and noise. @returns base64 */
function writtenIn(page: Page, width: number, height: number): Promise<string> {
  return page.evaluate(
    async ([width, height]) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      const image = context.createImageData(width, height);
      let seed = 3;
      for (let i = 0; i < width * height; i++) {
        const [x, y] = [i % width, Math.floor(i / width)];
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
        const noise = ((seed >> 16) & 15) - 8;
        const wave = 60 * Math.sin(x / 90) * Math.cos(y / 230);
        const edge = x + 2 * y > 4000 ? 60 : 0;
        image.data.set([110 + wave + noise, 90 + edge + noise, 150 - wave + edge + noise, 255], 4 * i);
      }
      context.putImageData(image, 0, 0);
      const jpeg = new Uint8Array(
        await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer(),
      );
      let binary = '';
      for (let at = 0; at < jpeg.length; at += 8192) {
        binary += String.fromCharCode(...jpeg.subarray(at, at + 8192));
      }
      return btoa(binary);
    },
    [width, height] as const,
  );
}

/** Gives a JPEG of Chromium, which has an ICC profile, another. @returns base64, as `jpeg` */
function withProfile(jpeg: string, profile: Buffer): string {
  const bytes = Buffer.from(jpeg, 'base64');
  const name = Buffer.from('ICC_PROFILE\0', 'latin1');
  // In front of it are a marker and a length, which counts itself.
  const at = bytes.indexOf(name) - 4;
  const end = at + 2 + bytes.readUInt16BE(at + 2);
  const content = Buffer.concat([name, Buffer.from([1, 1]), profile]);
  const marker = Buffer.from([0xff, 0xe2, (content.length + 2) >> 8, (content.length + 2) & 255]);
  return Buffer.concat([bytes.subarray(0, at), marker, content, bytes.subarray(end)]).toString('base64');
}

/** The built script of the decode worker. */
function decodeWorker(): string {
  const folder = 'dist/assets';
  const scripts = readdirSync(folder).filter((name) => /^worker-.*\.js$/.test(name));
  const found = scripts.find((name) => readFileSync(join(folder, name), 'utf8').includes('bareVideo'));
  if (!found) throw new Error('There is no decode worker.');
  return `/assets/${found}`;
}

/**
 * Decodes a JPEG as if it were one of a folder, whose preview need not be large: these engines have no such folders. Runs
 * in the page.
 * @returns the size of the preview, and that of the browser's own decoder where it is asked for an eighth; and how far
 *   the preview is from the means of the picture's blocks, in levels of 255
 */
async function decodedApart({ script, bytes }: { script: string; bytes: string }) {
  const jpeg = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0));
  const blob = new Blob([jpeg], { type: 'image/jpeg' });
  const worker = new Worker(script, { type: 'module' });
  const answer = new Promise<{ value: { ok: boolean; picture: { preview: Blob } } }>((resolve) => {
    worker.addEventListener('message', ({ data }) => {
      if (data?.id === 'once') resolve(data);
    });
  });
  const raw = (value: unknown) => ({ type: 'RAW', value });
  const geometry = { size: 224, fit: 'crop', filter: 'bicubic' };
  // As Comlink calls.
  const call = { id: 'once', type: 'APPLY', path: ['decode'] };
  worker.postMessage({ ...call, argumentList: [raw(jpeg.slice().buffer), raw(geometry), raw(336)] });
  const { picture } = (await answer).value;
  worker.terminate();
  const pixelsOf = async (picture: ImageBitmap) => {
    const { width, height } = picture;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(picture, 0, 0);
    return context?.getImageData(0, 0, width, height) as ImageData;
  };
  const small = await pixelsOf(await createImageBitmap(picture.preview));
  const whole = await pixelsOf(await createImageBitmap(blob));
  let [sum, count] = [0, 0];
  for (let y = 0; y < Math.floor(whole.height / 8); y++) {
    for (let x = 0; x < Math.floor(whole.width / 8); x++) {
      for (let channel = 0; channel < 3; channel++, count++) {
        let mean = 0;
        for (let i = 0; i < 64; i++) {
          const at = (8 * y + (i >> 3)) * whole.width + 8 * x + (i & 7);
          mean += (whole.data[4 * at + channel] as number) / 64;
        }
        sum += Math.abs((small.data[4 * (y * small.width + x) + channel] as number) - mean);
      }
    }
  }
  let own: number[] = [];
  if ('ImageDecoder' in globalThis) {
    const desired = { desiredWidth: 343, desiredHeight: 338 };
    const decoder = new ImageDecoder({ type: 'image/jpeg', data: jpeg, ...desired });
    const { image } = await decoder.decode();
    own = [image.displayWidth, image.displayHeight];
  }
  return { preview: [small.width, small.height], own, error: sum / count };
}
