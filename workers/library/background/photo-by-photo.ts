/**
 * Looks at every photo once: in the background, in one tab at a time, while nothing is indexed. What is found is stored
 * photo by photo, so a killed tab loses at most the photo that it was looking at.
 */

import { asProblem, type ProblemCode, problemCode } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import { lostConnection, reading, reconnecting } from '#store/database';
import { withLock } from '#workers/shared/locks';
import { IdleTimer } from '#workers/shared/running';
import type { BackgroundState } from '../contract';

/** A worker that looks at pictures. A call that hangs rejects. */
export interface Looker {
  end(): void;
}

/** What is looked for. */
export interface Search<L extends Looker> {
  /** For the console. */
  name: string;
  /** Name of the lock that lets one tab at a time look. */
  lock: string;
  /** @throws Problem `decoder-missing`, `network`, `app-damaged`, `encoder-failed` */
  start(): Promise<L>;
  /** Whether the rest leaves the device free. */
  isFree(): Promise<boolean>;
  /** What the user wants; undefined if it is off. */
  wish(): Promise<'on' | 'paused' | undefined>;
  /** Photos in view that were not looked at, and how many are in view. */
  unread(): Promise<{ unread: PhotoNo[]; total: number }>;
  /** The order in which they are looked at. */
  order(unread: readonly PhotoNo[]): AsyncIterable<PhotoNo> | Iterable<PhotoNo>;
  /** Looks at a photo, and stores what is found. @returns false if there is nothing to look at now */
  look(looker: L, photo: PhotoNo): Promise<boolean>;
  tell(state: BackgroundState): void;
  /** Called when a turn is over. */
  ended?(): void;
}

export class PhotoByPhoto<L extends Looker> {
  private problem: ProblemCode | null = null;
  private reading = false;
  private counts = { read: 0, total: 0 };
  /** Photos that could not be looked at in this session. */
  private readonly skipped = new Set<PhotoNo>();
  private looker: Promise<L> | undefined;
  private turn: Promise<void> | undefined;
  private again = false;
  private readonly idle = new IdleTimer(() => this.dismiss());

  constructor(private readonly search: Search<L>) {}

  get isReading(): boolean {
    return this.reading;
  }

  /** Looks at what it has not looked at. Idempotent, and safe at any time. */
  wake(): void {
    this.again = true;
    this.turn ??= this.takeTurns().finally(() => {
      this.turn = undefined;
      this.search.ended?.();
    });
  }

  /** Resolves when nothing is being looked at. */
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

  /** Tries the photos again that could not be looked at. */
  forgive(): void {
    this.problem = null;
    this.skipped.clear();
  }

  async state(): Promise<BackgroundState> {
    const wish = await this.search.wish();
    if (!this.reading) await this.count();
    const { problem, counts } = this;
    const isDone = counts.read >= counts.total;
    const going = this.reading ? 'reading' : isDone ? 'done' : problem ? 'unable' : 'waiting';
    const state = wish === 'on' ? going : wish === 'paused' ? 'paused' : 'off';
    return { state, ...counts, problem: state === 'unable' ? problem : null };
  }

  async tellState(): Promise<void> {
    this.search.tell(await this.state());
  }

  private async takeTurns(): Promise<void> {
    let isOn = false;
    const reconnects = reconnecting();
    while (this.again) {
      this.again = false;
      try {
        // Most libraries have it off: then nothing is counted or told.
        if ((await this.search.wish()) !== 'on') continue;
        isOn = true;
        await withLock(this.search.lock, () => this.lookAtAll());
      } catch (error) {
        if (reconnects(error)) {
          this.again = true;
          continue;
        }
        console.error(`${this.search.name} are not looked for:`, error);
        this.problem = asProblem(error).code;
      } finally {
        this.reading = false;
      }
    }
    if (!isOn) return;
    this.idle.idle();
    await reading(() => this.tellState());
  }

  private async lookAtAll(): Promise<void> {
    if (!(await this.goesOn())) return;
    const unread = await this.count();
    if (unread.length === 0) return;
    this.idle.busy();
    this.reading = true;
    for await (const photo of this.search.order(unread)) {
      if (this.again || !(await this.goesOn())) return;
      if (!(await this.lookAt(photo))) this.skipped.add(photo);
      this.counts.read++;
      await this.tellState();
    }
  }

  /** Counts what is done, the photos that could not be among them. @returns the photos that are to be looked at */
  private async count(): Promise<PhotoNo[]> {
    const { unread, total } = await this.search.unread();
    const left = unread.filter((no) => !this.skipped.has(no));
    this.counts = { read: total - left.length, total };
    return left;
  }

  private async goesOn(): Promise<boolean> {
    const { problem, search } = this;
    return problem === null && (await search.wish()) === 'on' && (await search.isFree());
  }

  /** @throws what `start` throws */
  private async lookAt(photo: PhotoNo): Promise<boolean> {
    const looker = await this.started();
    try {
      return await this.search.look(looker, photo);
    } catch (error) {
      // It concerns the turn, not the photo.
      if (lostConnection(error)) throw error;
      console.warn(`${this.search.name} of photo ${photo} were not found:`, error);
      // It may have died, or hang.
      if (problemCode(error) !== 'damaged') this.dismiss();
      return false;
    }
  }

  private started(): Promise<L> {
    this.looker ??= this.search.start();
    this.looker.catch(() => {
      this.looker = undefined;
    });
    return this.looker;
  }

  private dismiss(): void {
    this.looker?.then(
      (looker) => looker.end(),
      () => undefined,
    );
    this.looker = undefined;
  }
}
