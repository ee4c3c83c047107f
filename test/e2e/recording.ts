/** Records videos in the browser, from pictures that are shown one after the other. */

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

const MEDIABUNNY = 'node_modules/mediabunny/dist/bundles/mediabunny.min.cjs';

export interface Recording {
  container: 'mp4' | 'mov' | 'webm' | 'mkv';
  codec: 'vp8' | 'vp9' | 'av1' | 'avc';
  /** What is shown: pictures of the album, or colours of CSS. */
  scenes: readonly string[];
  /** How long each is shown. */
  seconds: number;
  width?: number;
  height?: number;
  /** Degrees clockwise by which players turn it. */
  rotation?: 0 | 90 | 180 | 270;
  /** Tags of the container. */
  tags?: Record<string, string>;
}

/** The page must be one of the app, because browsers have encoders in secure pages alone. */
export async function record(page: Page, recording: Recording): Promise<Buffer> {
  const hasLibrary = await page.evaluate(() => 'Mediabunny' in globalThis);
  // Evaluated as a whole, because the app's policy refuses scripts of others.
  if (!hasLibrary)
    await page.evaluate(`${readFileSync(MEDIABUNNY, 'utf8')};globalThis.Mediabunny = Mediabunny;0`);
  const scenes = recording.scenes.map((scene) =>
    scene.endsWith('.jpg')
      ? `data:image/jpeg;base64,${readFileSync(`public/album/${scene}`, 'base64')}`
      : scene,
  );
  const base64 = await page.evaluate(write, { ...recording, scenes });
  return Buffer.from(base64, 'base64');
}

/** Runs in the page. */
async function write(recording: Recording): Promise<string> {
  const { container, codec, scenes, seconds, width = 320, height = 240, rotation = 0, tags } = recording;
  // The page has it as a global, which this side's types do not know.
  const media = (globalThis as unknown as { Mediabunny: typeof import('mediabunny') }).Mediabunny;
  const format = {
    mp4: () => new media.Mp4OutputFormat({ fastStart: 'in-memory' }),
    mov: () => new media.MovOutputFormat({ fastStart: 'in-memory', metadataFormat: 'mdta' }),
    webm: () => new media.WebMOutputFormat(),
    mkv: () => new media.MkvOutputFormat(),
  }[container]();
  const target = new media.BufferTarget();
  const output = new media.Output({ format, target });
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas.');
  const source = new media.CanvasSource(canvas, { codec, bitrate: 400_000, keyFrameInterval: 1 });
  output.addVideoTrack(source, { rotation });
  if (tags) output.setMetadataTags({ raw: tags });
  await output.start();
  const perSecond = 4;
  for (const [i, scene] of scenes.entries()) {
    if (scene.startsWith('data:')) {
      // Not fetched: the policy of the app allows its own addresses alone.
      const binary = atob(scene.slice(scene.indexOf(',') + 1));
      const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
      context.drawImage(picture, 0, 0, width, height);
    } else {
      context.fillStyle = scene;
      context.fillRect(0, 0, width, height);
      // A mark in the upper left corner, which tells whether it is upright; black stays black.
      context.fillStyle = scene === 'black' ? scene : 'white';
      context.fillRect(0, 0, width / 4, height / 4);
    }
    for (let frame = 0; frame < seconds * perSecond; frame++) {
      await source.add(i * seconds + frame / perSecond, 1 / perSecond);
    }
  }
  await output.finalize();
  const bytes = new Uint8Array(target.buffer ?? new ArrayBuffer(0));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Gives a WebM a second picture that says how opaque each pixel is: its own brightness, so black is transparent. */
export async function madeTransparent(page: Page, video: Buffer): Promise<Buffer> {
  const base64 = await page.evaluate(async (video) => {
    const media = (globalThis as unknown as { Mediabunny: typeof import('mediabunny') }).Mediabunny;
    const bytes = Uint8Array.from(atob(video), (char) => char.charCodeAt(0));
    const input = new media.Input({ formats: [media.WEBM], source: new media.BlobSource(new Blob([bytes])) });
    const track = await input.getPrimaryVideoTrack();
    const codec = await track?.getCodec();
    const decoderConfig = await track?.getDecoderConfig();
    if (!track || !codec || !decoderConfig) throw new Error('No pictures.');
    const target = new media.BufferTarget();
    const output = new media.Output({ format: new media.WebMOutputFormat(), target });
    const source = new media.EncodedVideoPacketSource(codec);
    output.addVideoTrack(source);
    await output.start();
    for await (const { data, type, timestamp, duration } of new media.EncodedPacketSink(track).packets()) {
      const alpha = { alpha: data };
      await source.add(
        new media.EncodedPacket(data, type, timestamp, duration, undefined, undefined, alpha),
        {
          decoderConfig,
        },
      );
    }
    await output.finalize();
    let binary = '';
    for (const byte of new Uint8Array(target.buffer ?? new ArrayBuffer(0)))
      binary += String.fromCharCode(byte);
    return btoa(binary);
  }, video.toString('base64'));
  return Buffer.from(base64, 'base64');
}
