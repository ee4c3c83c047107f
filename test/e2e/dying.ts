/** Kills what indexes at known moments: it stands still there, so that nothing depends on how fast the test is. */

import type { Page } from '@playwright/test';
import { expect } from './app';

export interface Moment {
  /** What dies: the decoders and the encoder, each over its next picture; the tab; the whole browser. */
  kill: 'workers' | 'tab' | 'browser';
  /** Of a batch, counted from 1 after the moment before, or after the start. */
  commit: number;
  /** Before the batch's transaction, in the middle of it, or when it is committed. */
  when: 'before' | 'amid' | 'after';
}

/**
 * The worker that indexes tells the page of each moment. Then its own workers die, or it stands still for good, until
 * the test kills the tab or the browser. Runs in the page and in each worker.
 */
export function dieAt(moments: Moment[]): void {
  const channel = new BroadcastChannel('moments');
  if ('document' in globalThis) {
    const reached: string[] = [];
    channel.onmessage = ({ data }) => {
      reached.push(data);
      document.documentElement.dataset.moments = reached.join(' ');
    };
    return;
  }
  const started = new Set<Worker>();
  if ('Worker' in globalThis) {
    const Real = Worker;
    globalThis.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        started.add(this);
      }
    };
  }
  const kill = ({ kill }: Moment) => {
    channel.postMessage(kill);
    if (kill !== 'workers') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    // Each dies over the next thing that it is asked for: with nothing to do, nobody could tell.
    for (const worker of started) {
      worker.postMessage = () => {
        worker.terminate();
        setTimeout(() => worker.dispatchEvent(new ErrorEvent('error', { message: 'It was killed.' })));
      };
    }
    started.clear();
  };
  const { transaction } = IDBDatabase.prototype;
  const { add } = IDBObjectStore.prototype;
  const amid = new WeakMap<IDBTransaction, Moment>();
  let commits = 0;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const names = [stores].flat();
    const isCommit = mode === 'readwrite' && names.includes('photos') && names.includes('queue');
    const [moment] = moments;
    if (!moment || !isCommit || ++commits < moment.commit) {
      return transaction.call(this, stores, mode, options);
    }
    commits = 0;
    moments.shift();
    if (moment.when === 'before') kill(moment);
    const tx = transaction.call(this, stores, mode, options);
    if (moment.when === 'amid') amid.set(tx, moment);
    if (moment.when === 'after') tx.addEventListener('complete', () => kill(moment));
    return tx;
  };
  IDBObjectStore.prototype.add = function (value, key) {
    const request = key === undefined ? add.call(this, value) : add.call(this, value, key);
    const moment = amid.get(this.transaction);
    amid.delete(this.transaction);
    if (moment) kill(moment);
    return request;
  };
}

/** Resolves when all these moments have come, within so many milliseconds. */
export async function momentsReached(page: Page, moments: readonly Moment[], timeout: number): Promise<void> {
  if (moments.length === 0) return;
  const kinds = moments.map(({ kill }) => kill).join(' ');
  await expect(page.locator('html')).toHaveAttribute('data-moments', kinds, { timeout });
}

/** Kills the process of a page, with all its workers. */
export async function killTab(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  // A process that is gone does not answer.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}
