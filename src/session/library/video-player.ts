/** The page's `<video>`, which shows decoders the pictures of videos that they cannot decode themselves. */

import { expose, proxy, transfer } from 'comlink';
import { Problem } from '#core/errors';
import type { VideoPlayer } from '#workers/decode/contract';
import type { LibraryWorker } from '#workers/library/contract';

/** How long the browser has for the beginning of a file, and for a picture: of 4K it decodes seconds to reach one. */
const PATIENCE_MS = 10_000;
/** How long after its search a picture is on its way to the screen. Chromium tells the search's end before that. */
const SHOWING_MS = 1000;

/** Called once the library is open. */
export function lendPlayer(library: Pick<LibraryWorker, 'playVideos'>): void {
  library
    .playVideos(proxy(new ElementPlayer()))
    .catch((error) => console.error('The page shows the library no videos:', error));
}

/** Never in the document, without sound, and never played: it is not seen, not heard, and no media session. */
class ElementPlayer implements VideoPlayer {
  /** A new one for each video: the events of the last may come late. */
  private video = document.createElement('video');
  /** The page was hidden since the video was opened. */
  private wasHidden = false;
  private isMissed = false;
  /** WebKitGTK tells of no picture while a video pauses: then it is waited for once a video. */
  private tellsPictures = true;

  constructor() {
    document.addEventListener('visibilitychange', () => {
      this.wasHidden ||= document.hidden;
    });
  }

  async open(video: Blob): Promise<void> {
    this.letGo();
    this.video = document.createElement('video');
    this.video.muted = true;
    this.video.playsInline = true;
    this.wasHidden = document.hidden;
    this.isMissed = false;
    this.tellsPictures = 'requestVideoFrameCallback' in this.video;
    this.video.preload = 'auto';
    this.video.src = URL.createObjectURL(video);
    await this.until('loadedmetadata');
    // It plays the sound alone.
    if (this.video.videoWidth === 0) throw new Problem('codec-missing', 'The page shows no picture of it.');
  }

  async port(): Promise<MessagePort> {
    const { port1, port2 } = new MessageChannel();
    expose(this, port1);
    return transfer(port2, [port2]);
  }

  async picture(seconds: number, width: number, height: number): Promise<ImageBitmap> {
    const { video } = this;
    const found = this.until('seeked');
    const shown = this.shown();
    video.currentTime = seconds;
    await found;
    await shown();
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) throw new Problem('too-large', `No canvas of ${width} x ${height} pixels.`);
    context.imageSmoothingQuality = 'high';
    // Other than `createImageBitmap`, which leaves it as it is stored in some browsers, this turns it upright.
    context.drawImage(video, 0, 0, width, height);
    const picture = canvas.transferToImageBitmap();
    return transfer(picture, [picture]);
  }

  async close(): Promise<boolean> {
    this.letGo();
    return this.isMissed;
  }

  whenSeen(): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (document.hidden) return;
        document.removeEventListener('visibilitychange', look);
        resolve();
      };
      document.addEventListener('visibilitychange', look);
      look();
    });
  }

  /** Ends what is waited for, too. */
  private letGo(): void {
    const { video } = this;
    if (!video.src) return;
    URL.revokeObjectURL(video.src);
    video.removeAttribute('src');
    video.load();
  }

  /** Resolves at the next such event. @throws Problem `codec-missing` */
  private until(event: 'loadedmetadata' | 'seeked'): Promise<void> {
    const { video } = this;
    return new Promise((resolve, reject) => {
      const heard = new AbortController();
      const end = (settle: () => void) => () => {
        clearTimeout(late);
        heard.abort();
        settle();
      };
      const refuse = (why: string) => reject(new Problem('codec-missing', why));
      const late = setTimeout(
        end(() => {
          this.isMissed ||= this.wasHidden;
          refuse(`The page waited for ${event} in vain.`);
        }),
        PATIENCE_MS,
      );
      const { signal } = heard;
      video.addEventListener(event, end(resolve), { signal });
      for (const failure of ['error', 'emptied']) {
        video.addEventListener(
          failure,
          end(() => refuse(`The page does not play it: ${video.error?.message ?? failure}`)),
          { signal },
        );
      }
    });
  }

  /**
   * Called before a search. @returns a function that resolves once the picture that was searched is on its way to the
   * screen, as far as the browser tells that: of a hidden page it does not
   */
  private shown(): () => Promise<void> {
    if (!this.tellsPictures) return async () => undefined;
    const { video } = this;
    const told = Promise.withResolvers<void>();
    const asked = video.requestVideoFrameCallback(() => told.resolve());
    return async () => {
      const late = setTimeout(() => {
        video.cancelVideoFrameCallback(asked);
        this.tellsPictures = false;
        told.resolve();
      }, SHOWING_MS);
      await told.promise;
      clearTimeout(late);
    };
  }
}
