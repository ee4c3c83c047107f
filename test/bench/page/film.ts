/** Records a video as a phone takes one: it moves, and has the detail and noise of a photo. */

import { BufferTarget, CanvasSource, Mp4OutputFormat, Output } from 'mediabunny';
import { base64Of, largePhoto } from './contenders';

const SIZE = { width: 1920, height: 1080 };
const PER_SECOND = 30;

/** @returns an MP4 with VP9, in base64 */
export async function filmText(seconds: number): Promise<string> {
  const picture = await createImageBitmap(await largePhoto());
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas.');
  const source = new CanvasSource(canvas, {
    codec: 'vp9',
    bitrate: 4_000_000,
    keyFrameInterval: 2,
    latencyMode: 'realtime',
  });
  output.addVideoTrack(source);
  await output.start();
  for (let frame = 0; frame < seconds * PER_SECOND; frame++) {
    const along = frame / (seconds * PER_SECOND);
    const left = along * (picture.width - SIZE.width);
    context.drawImage(picture, -left, -along * (picture.height - SIZE.height));
    await source.add(frame / PER_SECOND, 1 / PER_SECOND);
  }
  await output.finalize();
  return base64Of(new Blob([target.buffer ?? '']));
}
