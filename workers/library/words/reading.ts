/**
 * Reads the words in photos: in the background, in one tab at a time, while nothing is indexed. What is read is stored
 * photo by photo, so a killed tab loses at most the photo that it was reading.
 */

import { asProblem, type ProblemCode, problemCode } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import type { WordLine } from '#core/words';
import { photosOf, previewOf } from '#store/photos';
import { setting } from '#store/settings';
import { keepWords, unreadPhotos } from '#store/words';
import { withLock } from '#workers/shared/locks';
import { IdleTimer } from '#workers/shared/running';
import type { WordsState } from '../contract';
import { tell } from '../events';
import { likelyFirst } from './likely';

const LOCK = 'mitsuke-words';

/** What reads pictures; see `WordsWorker`. A call that hangs rejects. */
export interface Reader {
  hasWords(picture: Blob): Promise<boolean>;
  read(picture: Blob): Promise<WordLine[]>;
  end(): void;
}

interface Parts {
  /** @throws Problem `decoder-missing`, `network`, `app-damaged`, `encoder-failed` */
  start(): Promise<Reader>;
  /** Whether indexing leaves the device free. */
  isFree(): Promise<boolean>;
  /** The best picture of a photo: its original if it can be read now. */
  picture(photo: PhotoNo): Promise<Blob | null>;
}

export class WordReading {
  private problem: ProblemCode | null = null;
  private reading = false;
  private counts = { read: 0, total: 0 };
  /** Photos that could not be read in this session. */
  private readonly skipped = new Set<PhotoNo>();
  private reader: Promise<Reader> | undefined;
  private turn: Promise<void> | undefined;
  private again = false;
  private readonly idle = new IdleTimer(() => this.dismiss());

  constructor(private readonly parts: Parts) {}

  /** Reads what was not read yet. Idempotent, and safe at any time. */
  wake(): void {
    this.again = true;
    this.turn ??= this.takeTurns().finally(() => {
      this.turn = undefined;
    });
  }

  /** Resolves when nothing is being read. */
  async stopped(): Promise<void> {
    this.again = false;
    await this.turn;
  }

  /** Tries again after this problem, or any. */
  retryAfter(problem?: ProblemCode): void {
    if (!this.problem || (problem && this.problem !== problem)) return;
    this.problem = null;
    this.wake();
  }

  /** Tries the photos again that could not be read. */
  forgive(): void {
    this.problem = null;
    this.skipped.clear();
  }

  async state(): Promise<WordsState> {
    const wish = await setting('readsWords');
    if (!this.reading) await this.count();
    const { problem, counts } = this;
    const isDone = counts.read >= counts.total;
    const going = this.reading ? 'reading' : isDone ? 'done' : problem ? 'unable' : 'waiting';
    const state = wish === 'on' ? going : wish === 'paused' ? 'paused' : 'off';
    return { state, ...counts, problem: state === 'unable' ? problem : null };
  }

  async tellState(): Promise<void> {
    tell({ type: 'words', words: await this.state() });
  }

  private async takeTurns(): Promise<void> {
    let isOn = false;
    while (this.again) {
      this.again = false;
      try {
        // Most libraries have it off: then nothing is counted or told.
        if ((await setting('readsWords')) !== 'on') continue;
        isOn = true;
        await withLock(LOCK, () => this.readAll());
      } catch (error) {
        console.error('Words are not read:', error);
        this.problem = asProblem(error).code;
      }
      this.reading = false;
    }
    if (!isOn) return;
    this.idle.idle();
    await this.tellState();
  }

  private async readAll(): Promise<void> {
    if (!(await this.goesOn())) return;
    const unread = await this.count();
    if (unread.length === 0) return;
    this.idle.busy();
    this.reading = true;
    for await (const photo of likelyFirst(unread, photosOf)) {
      if (this.again || !(await this.goesOn())) return;
      const lines = await this.linesOf(photo);
      if (lines) {
        await keepWords({ photo, lines });
        if (lines.length > 0) tell({ type: 'read', photos: [photo] });
      } else this.skipped.add(photo);
      this.counts.read++;
      await this.tellState();
    }
  }

  /** Counts what was read, the photos that could not be among them. @returns the photos that are to be read */
  private async count(): Promise<PhotoNo[]> {
    const { unread, total } = await unreadPhotos();
    const left = unread.filter((no) => !this.skipped.has(no));
    this.counts = { read: total - left.length, total };
    return left;
  }

  private async goesOn(): Promise<boolean> {
    return this.problem === null && (await setting('readsWords')) === 'on' && (await this.parts.isFree());
  }

  /**
   * Looks at the small copy first: most photos have no words, and decoding an original takes longer than that.
   * @returns null if neither can be read
   * @throws what `start` throws
   */
  private async linesOf(photo: PhotoNo): Promise<readonly WordLine[] | null> {
    const preview = await previewOf(photo);
    const reader = await this.started();
    try {
      if (preview && !(await reader.hasWords(preview))) return [];
      const picture = await this.parts.picture(photo);
      if (!picture) return null;
      return await reader.read(picture).catch((error) => {
        // Browsers refuse some originals that the app's own decoders show, such as half a file.
        if (!preview || problemCode(error) !== 'damaged') throw error;
        return reader.read(preview);
      });
    } catch (error) {
      console.warn(`The words of photo ${photo} were not read:`, error);
      // It may have died, or hang.
      if (problemCode(error) !== 'damaged') this.dismiss();
      return null;
    }
  }

  private started(): Promise<Reader> {
    this.reader ??= this.parts.start();
    this.reader.catch(() => {
      this.reader = undefined;
    });
    return this.reader;
  }

  private dismiss(): void {
    this.reader?.then(
      (reader) => reader.end(),
      () => undefined,
    );
    this.reader = undefined;
  }
}
