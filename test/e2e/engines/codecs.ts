/** Which codecs of videos an engine says it has. */

import type { EngineApp } from './engine-app';

export const CODECS = {
  vp8: 'vp8',
  vp9: 'vp09.00.10.08',
  av1: 'av01.0.04M.08',
  avc: 'avc1.42001f',
  hevc: 'hvc1.1.6.L93.B0',
} as const;

/** Returns the codecs that the engine says it decodes. */
export async function decodedBy(app: EngineApp): Promise<string[]> {
  return app.driver.evaluate(async (codecs) => {
    const found: string[] = [];
    for (const [name, codec] of Object.entries(codecs)) {
      const { supported } = await VideoDecoder.isConfigSupported({
        codec,
        codedWidth: 320,
        codedHeight: 240,
      });
      if (supported) found.push(name);
    }
    return found;
  }, CODECS);
}

/** Returns the codecs that the engine's `<video>` says it plays. WebKitGTK says it of VP9 in WebM, and plays it in MP4 too. */
export function playedBy(app: EngineApp): Promise<string[]> {
  return app.driver.evaluate((codecs) => {
    const video = document.createElement('video');
    const plays = (container: string, codec: string) =>
      video.canPlayType(`video/${container}; codecs="${codec}"`) !== '';
    return Object.entries(codecs).flatMap(([name, codec]) =>
      plays('webm', codec) || plays('mp4', codec) ? name : [],
    );
  }, CODECS);
}
