import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Indexing } from '#core/photo';
import { STARTER } from '#models/spaces/starter';
import { eraseDatabase } from '#store/database';
import { commitFile } from '#store/model-files';
import { enqueue, failedFiles } from '#store/queue';
import { LIBRARY_EVENTS } from '#workers/library/contract';
import { ImageEncoding } from '#workers/library/encoding/image-encoding';
import { TargetEncoding } from '#workers/library/encoding/target-encoding';
import { Indexer } from '#workers/library/indexing/indexer';
import type { RunLanes } from '#workers/library/indexing/sharing';
import { indexingVerbs } from '#workers/library/indexing/verbs';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { openChannel } from '#workers/shared/channel';
import { thisTab } from '#workers/shared/tab';
import { keepConnection, type Loss, loseConnectionAt } from '../../../store/losing-connection';

const boxes: RunLanes = {
  lanes: () => [],
  settled: async () => undefined,
  hear: () => () => undefined,
  begin: async () => undefined,
  rest: () => undefined,
};

const { hear: hearLibrary } = openChannel(LIBRARY_EVENTS);

let indexer: Indexer;
let errors: { mock: { calls: unknown[][] } };

beforeEach(async () => {
  await eraseDatabase();
  errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  indexer = new Indexer(new PickedBytes(), boxes);
});

afterEach(async () => {
  keepConnection();
  await indexer.stop();
  vi.restoreAllMocks();
  await eraseDatabase();
});

/** Queues one file, in the memory of a tab. */
async function queue(tab = thisTab): Promise<void> {
  await enqueue([{ source: 'a', path: 'x.jpg', name: 'x.jpg', bytes: 1, modified: 5, tab }]);
}

const stateIs = (state: object) => expect.poll(() => indexer.indexing()).toMatchObject(state);

/** Holds the lock as another tab that indexes. @returns a function that releases it */
async function otherTab(): Promise<() => Promise<void>> {
  const end = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const held = navigator.locks.request('mitsuke-indexing', () => {
    begun.resolve();
    return end.promise;
  });
  await begun.promise;
  return async () => {
    end.resolve();
    await held;
  };
}

describe('the indexer', () => {
  test('is idle if no file waits', async () => {
    indexer.wake();
    await stateIs({ state: 'idle', problem: null });
  });

  test('pauses without a model, and tries again once one is reported', async () => {
    const told = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    await queue();
    indexer.wake();
    await stateIs({ state: 'paused', problem: 'model-missing', total: 1 });
    await indexer.stop();
    const before = told.mock.calls.length;
    indexer.retryAfter('network');
    expect((await indexer.indexing()).problem).toBe('model-missing');
    indexer.retryAfter('model-missing');
    await expect.poll(() => told.mock.calls.length).toBeGreaterThan(before);
    await stateIs({ state: 'paused', problem: 'model-missing' });
    expect(errors).not.toHaveBeenCalled();
  });

  test('opens the encoder while files are chosen, once its model is here; a failure is not told', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const ready = vi.fn(async () => undefined);
    vi.spyOn(TargetEncoding.prototype, 'for').mockImplementation((target) =>
      Object.assign(new ImageEncoding(target), { ready }),
    );
    await indexer.prepare();
    expect(ready).not.toHaveBeenCalled();
    for (const { path, sha256 } of STARTER.images.flatMap(({ files }) => files)) {
      await commitFile({ key: sha256 ?? '', path, bytes: 0, sha256: sha256 ?? '', confirmed: true });
    }
    indexer.modelCame();
    await expect.poll(() => ready.mock.calls.length).toBe(1);
    // Nothing is expected any more.
    indexer.modelCame();
    await indexer.prepare();
    expect(ready).toHaveBeenCalledTimes(2);
    ready.mockRejectedValueOnce(new Error('No memory.'));
    await indexer.prepare();
    expect(warned).toHaveBeenCalledOnce();
  });

  test('gives up the files of a closed tab', async () => {
    await queue('gone');
    indexer.wake();
    await expect
      .poll(async () => (await failedFiles()).map(({ failure }) => failure?.reason))
      .toEqual(['source-gone']);
    await stateIs({ state: 'idle', failed: 1 });
  });

  test.each<Loss>(['before a transaction', 'amid a transaction'])(
    'goes on where the connection to the database is lost, at any step of a run: %s',
    async (loss) => {
      vi.spyOn(console, 'warn').mockImplementation(() => undefined);
      let told: Indexing | undefined;
      hearLibrary((event) => {
        if (event.type === 'indexing') told = event.indexing;
      });
      let steps = 0;
      for (let lostAt = 1; lostAt <= Math.max(steps, 1); lostAt++) {
        await eraseDatabase();
        await queue('gone');
        told = undefined;
        const asked = loseConnectionAt(lostAt, loss);
        indexer.wake();
        await expect
          .poll(() => told, { message: `lost at step ${lostAt}` })
          .toMatchObject({ state: 'idle', total: 1, failed: 1, problem: null });
        await indexer.stop();
        steps = asked();
        keepConnection();
      }
      expect(steps).toBeGreaterThan(10);
      expect(errors).not.toHaveBeenCalled();
    },
  );

  test('waits for another tab that indexes, and goes on when that ends', async () => {
    const end = await otherTab();
    await queue('gone');
    indexer.wake();
    await stateIs({ state: 'running' });
    expect(await failedFiles()).toEqual([]);
    await end();
    await stateIs({ state: 'idle', failed: 1 });
  });

  test('leaves the queue for the lock when it is stopped', async () => {
    const end = await otherTab();
    await queue('gone');
    indexer.wake();
    await indexer.stop();
    await end();
    expect((await navigator.locks.query()).pending).toEqual([]);
    expect(await failedFiles()).toEqual([]);
  });

  test('does nothing while it is paused, and goes on when it is resumed', async () => {
    const verbs = indexingVerbs(indexer);
    await verbs.pause();
    await queue('gone');
    indexer.wake();
    await stateIs({ state: 'paused' });
    await indexer.stop();
    expect(await failedFiles()).toEqual([]);
    await verbs.resume();
    await stateIs({ state: 'idle', failed: 1 });
  });

  test('rests with its reason, and goes on by itself', async () => {
    await indexer.rest('hot');
    await queue('gone');
    indexer.wake();
    await stateIs({ state: 'paused', rest: 'hot' });
    await indexer.stop();
    expect(await failedFiles()).toEqual([]);
    await indexer.rest(null);
    await stateIs({ state: 'idle', failed: 1 });
  });

  test('waits for the user after several crashes, whatever the battery says', async () => {
    indexer.spare(3);
    await queue('gone');
    indexer.wake();
    await indexer.rest('low');
    await indexer.rest(null);
    await stateIs({ state: 'paused', rest: 'crashed' });
    await indexingVerbs(indexer).resume();
    await stateIs({ state: 'idle', failed: 1 });
    indexer.spare(0);
  });
});
