/** The browser ends connections to the database while photos are indexed, as Safari does with those of suspended pages. */

import { manyPhotos } from '../fixtures/many';
import { expect, test } from './app';
import { holdRuntime } from './holding';
import { storedRows } from './stored-rows';
import { inPageAndWorkers } from './taking-away';

interface Loss {
  /** Before which step: a file is looked up, or a batch is committed. */
  step: 'lookup' | 'commit';
  /** Of these steps, counted from 1. */
  nth: number;
  /** Whether the browser says that it ends the connection, and aborts its transactions. */
  told: boolean;
}

/** Ends all connections of all workers, once. Runs in the page and in each worker. */
function loseConnection({ step, nth, told }: Loss): void {
  const { transaction } = IDBDatabase.prototype;
  const { abort } = IDBTransaction.prototype;
  const open = new Map<IDBDatabase, Set<IDBTransaction>>();
  const channel = new BroadcastChannel('losses');
  let steps = 0;
  const lose = () => {
    console.warn('The connection is lost here.');
    for (const [db, running] of open) {
      for (const tx of told ? running : []) {
        try {
          abort.call(tx);
        } catch {
          // It has just finished, and its event is not dispatched yet.
        }
      }
      db.close();
      if (told) queueMicrotask(() => db.dispatchEvent(new Event('close')));
    }
  };
  channel.onmessage = lose;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const names = [stores].flat();
    const isCommit = mode === 'readwrite' && names.includes('photos') && names.includes('queue');
    const isLookup = mode !== 'readwrite' && names.length === 1 && names[0] === 'photos';
    // Only the worker that indexes commits; others look photos up, too.
    const isStep = step === 'commit' ? isCommit : isLookup && 'WorkerGlobalScope' in globalThis;
    const isNow = isStep && ++steps === nth;
    if (isNow) channel.postMessage('lost');
    if (isNow && !told) lose();
    const tx = transaction.call(this, stores, mode, options);
    const running = open.get(this) ?? new Set();
    open.set(this, running.add(tx));
    for (const end of ['complete', 'abort']) tx.addEventListener(end, () => running.delete(tx));
    if (isNow && told) lose();
    return tx;
  };
}

for (const step of ['lookup', 'commit'] as const) {
  for (const told of [true, false]) {
    test(`lost ${told ? 'with' : 'without'} a word at a ${step}: no photo is lost or failed`, async ({
      app,
      page,
      context,
    }) => {
      let losses = 0;
      context.on('console', (message) => {
        if (message.text() === 'The connection is lost here.') losses++;
      });
      await inPageAndWorkers(context, loseConnection, { step, nth: 3, told });
      await app.open();
      const files = manyPhotos(20);
      await app.fileInput.setInputFiles(files);
      await app.settled(20);
      expect(losses).toBeGreaterThan(0);
      await expect(app.indexing).toHaveAttribute('data-failed', '0');
      expect(await app.storedNames()).toEqual(files.map(({ name }) => name));
      const { embeddings } = await storedRows<{ embeddings: object }>(page, 'embeddings');
      expect(embeddings).toHaveLength(20);
      // What else the page asks of the store goes on a new connection, too.
      await app.find('red');
    });
  }
}

test('the database is deleted while photos are indexed: an empty library begins, and takes photos', async ({
  app,
  page,
  context,
}) => {
  const { asked, release } = await holdRuntime(context);
  await app.open();
  await app.fileInput.setInputFiles(manyPhotos(20));
  await asked;
  await page.evaluate(() => void indexedDB.deleteDatabase('mitsuke'));
  await expect(page.getByTestId('sample-album')).toBeVisible();
  release();
  await app.settled(0);
  await app.fileInput.setInputFiles(manyPhotos(3));
  await app.settled(3);
  await expect(app.indexing).toHaveAttribute('data-failed', '0');
});
