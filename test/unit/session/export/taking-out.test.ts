/** Taking photos out: originals or previews, into a folder or a ZIP, cancelling, and the notices about it. */

import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import type { Saving } from '#session/export/contract';
import { savingRuns } from '#session/export/saving-run';
import { takingOutVerbs } from '#session/export/taking-out';
import type { Match } from '#session/finding/contract';
import { startNotices } from '#session/shell/notices';
import type { PhotoDetails, TakenOut } from '#workers/library/contract';
import { card } from '../fixtures';
import { held, settled } from '../held';

/** Files that were handed to the browser. */
const { saved, opened } = vi.hoisted(() => ({ saved: [] as File[], opened: [] as File[] }));
/** Whether the browser opens tabs. */
let opens: boolean;

vi.mock('#session/export/save-file', () => ({
  saveFile: (file: File) => saved.push(file),
  openFile: (file: File) => opens && opened.push(file) > 0,
}));

beforeEach(() => {
  saved.length = 0;
  opened.length = 0;
  opens = true;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function original(no: PhotoNo): TakenOut {
  return { file: new File([`photo ${no}`], `${no}.jpg`, { type: 'image/jpeg' }), original: true };
}

function preview(no: PhotoNo): TakenOut {
  return { ...original(no), original: false };
}

function details(no: PhotoNo): PhotoDetails {
  const origins = [{ source: { id: 's', kind: 'files' as const, name: '', added: 0 }, path: `in/${no}.jpg` }];
  return { ...card(no), id: `${no}`, type: 'image/jpeg', bytes: 1, takenFrom: 'file', added: 0, origins };
}

type Matches = { ranked: boolean; matches: readonly Match[] } | null;

/** Creates the verbs for three photos. @param takeOut answer of the library for each of them */
function desk(takeOut: (photo: PhotoNo) => TakenOut | null | Promise<TakenOut | null> = original) {
  const { notices, notify, attempt } = startNotices();
  const saving = signal<Saving | null>(null);
  const steps: (Saving | null)[] = [];
  saving.subscribe((step) => steps.push(step));
  const found = { matches: null as Matches };
  const verbs = takingOutVerbs({
    library: {
      takeOut: async (photo) => takeOut(photo),
      picture: async () => new Blob(['poster']),
      detailsOf: async (photos) => photos.map(details),
    },
    photos: signal([card(3), card(2), card(1)]),
    matches: async () => found.matches,
    attempt,
    notify,
    runs: savingRuns(saving),
  });
  const said = () => notices.peek().map(({ done, problem, count }) => [done ?? problem, count]);
  return { verbs, saving, steps, said, found };
}

/** Makes the user pick a folder with these names in it. @returns what is written to it */
function pickedFolder(...there: string[]) {
  const written: string[] = [];
  const folder = {
    async *keys() {
      yield* there;
    },
    getFileHandle: async (name: string) => ({
      createWritable: async () => {
        const bytes: Uint8Array<ArrayBuffer>[] = [];
        return new WritableStream<Uint8Array<ArrayBuffer>>({
          write: (more) => void bytes.push(more),
          close: async () => void written.push(`${name}: ${await new Blob(bytes).text()}`),
        });
      },
    }),
  };
  vi.stubGlobal('showDirectoryPicker', async () => folder);
  return written;
}

describe('one photo', () => {
  test('is saved as its original, without a notice', async () => {
    const { verbs, said } = desk();
    await verbs.save([1]);
    expect(saved.map(({ name }) => name)).toEqual(['1.jpg']);
    expect(said()).toEqual([]);
  });

  test('is saved as the stored preview if the original cannot be read, with a notice', async () => {
    const { verbs, said } = desk(preview);
    await verbs.save([1]);
    expect(saved).toHaveLength(1);
    expect(said()).toEqual([['savedPreviews', 1]]);
  });

  test('that was removed is not saved', async () => {
    const { verbs, said } = desk(() => null);
    await verbs.save([1]);
    expect(saved).toEqual([]);
    expect(said()).toEqual([]);
  });

  test('that cannot be taken out gives a notice instead of a rejection', async () => {
    const { verbs, said } = desk(() => {
      throw new Problem('no-storage', 'Broken.');
    });
    await verbs.save([1]);
    expect(said()).toEqual([['no-storage', undefined]]);
  });
});

describe('several photos', () => {
  test('are saved to the folder under unique names, and a notice counts the previews', async () => {
    const written = pickedFolder('1.jpg');
    const { verbs, said, steps } = desk((no) => (no === 2 ? preview(no) : original(no)));
    await verbs.save([1, 2, 3]);
    expect(written).toEqual(['1 (2).jpg: photo 1', '2.jpg: photo 2', '3.jpg: photo 3']);
    expect(said()).toEqual([
      ['saved', 3],
      ['savedPreviews', 1],
    ]);
    expect(steps).toEqual([null, ...[0, 1, 2, 3].map((done) => ({ done, total: 3 })), null]);
  });

  test('are saved as one ZIP in browsers without a folder picker', async () => {
    const { verbs, said } = desk((no) => (no === 2 ? null : original(no)));
    await verbs.save([1, 2, 3]);
    expect(saved.map(({ type }) => type)).toEqual(['application/zip']);
    expect(said()).toEqual([['saved', 2]]);
  });

  test('are not saved if no folder was picked', async () => {
    vi.stubGlobal('showDirectoryPicker', async () => {
      throw new DOMException('Closed.', 'AbortError');
    });
    const { verbs, said, steps } = desk();
    await verbs.save([1, 2]);
    expect(said()).toEqual([]);
    expect(steps).toEqual([null]);
  });

  test('can be cancelled in between, and a notice counts those in the folder by then', async () => {
    const written = pickedFolder();
    const second = held<TakenOut>();
    const { verbs, said, saving } = desk((no) => (no === 2 ? second.promise : original(no)));
    const done = verbs.save([1, 2, 3]);
    while (saving.value?.done !== 1) await settled();
    verbs.cancel();
    second.resolve(original(2));
    await done;
    expect(written).toEqual(['1.jpg: photo 1']);
    expect(said()).toEqual([['saved', 1]]);
    expect(saving.value).toBeNull();
  });

  test('are refused while others are being saved, which go on', async () => {
    const written = pickedFolder();
    const second = held<TakenOut>();
    const { verbs, said, saving } = desk((no) => (no === 2 ? second.promise : original(no)));
    const done = verbs.save([1, 2]);
    while (saving.value?.done !== 1) await settled();
    await verbs.save([3, 4]);
    expect(said()).toEqual([['savingNow', undefined]]);
    second.resolve(original(2));
    await done;
    expect(written).toEqual(['1.jpg: photo 1', '2.jpg: photo 2']);
  });

  test('can be cancelled without a folder, and then nothing is saved or reported', async () => {
    const second = held<TakenOut>();
    const { verbs, said, saving } = desk((no) => (no === 2 ? second.promise : original(no)));
    const done = verbs.save([1, 2]);
    while (saving.value?.done !== 1) await settled();
    verbs.cancel();
    second.resolve(original(2));
    await done;
    expect(saved).toEqual([]);
    expect(said()).toEqual([]);
  });
});

describe('the original', () => {
  test('is shown in a tab, or saved if the browser opens no tab', async () => {
    const { verbs } = desk();
    await verbs.openOriginal(1);
    expect(opened.map(({ name }) => name)).toEqual(['1.jpg']);
    opens = false;
    await verbs.openOriginal(2);
    expect(saved.map(({ name }) => name)).toEqual(['2.jpg']);
  });

  test.each([
    ['that cannot be read', preview],
    ['of a photo that is gone', () => null],
  ])('%s is not shown, and a notice says so', async (_, takeOut) => {
    const { verbs, said } = desk(takeOut);
    await verbs.openOriginal(1);
    expect(opened).toEqual([]);
    expect(said()).toEqual([['noOriginal', undefined]]);
  });
});

describe('sharing', () => {
  test('saves copies if the device cannot share files', async () => {
    vi.stubGlobal('navigator', {});
    const { verbs } = desk();
    await verbs.share([1]);
    expect(saved.map(({ name }) => name)).toEqual(['1.jpg']);
  });

  test('passes the files on, and does not report a closed sheet', async () => {
    const share = vi.fn(async () => {
      throw new DOMException('Closed.', 'AbortError');
    });
    vi.stubGlobal('navigator', { canShare: () => true, share });
    const { verbs, said } = desk();
    await verbs.share([1, 2]);
    expect(share).toHaveBeenCalledTimes(1);
    expect(saved).toEqual([]);
    expect(said()).toEqual([]);
  });
});

describe('a list', () => {
  async function names(): Promise<string[]> {
    const rows: { name: string }[] = JSON.parse((await saved[0]?.text()) ?? '');
    return rows.map(({ name }) => name);
  }

  test('has all photos without a query', async () => {
    const { verbs } = desk();
    await verbs.list('json');
    expect(await names()).toEqual(['3.jpg', '2.jpg', '1.jpg']);
  });

  test('has the results, in their order and with their scores', async () => {
    const { verbs, found } = desk();
    const match = (no: PhotoNo, score: number): Match => ({
      photo: card(no),
      score,
      strength: 'good',
      stack: [],
    });
    found.matches = { ranked: true, matches: [match(2, 0.5), match(3, 0.25)] };
    await verbs.list('json');
    expect(JSON.parse((await saved[0]?.text()) ?? '')).toMatchObject([
      { name: '2.jpg', score: 0.5 },
      { name: '3.jpg', score: 0.25 },
    ]);
  });

  test('of selected photos has only those', async () => {
    const { verbs } = desk();
    await verbs.list('json', [1]);
    expect(await names()).toEqual(['1.jpg']);
  });
});

test('a table has the path of each of its photos', async () => {
  const { verbs } = desk();
  await verbs.table({ name: 't', head: ['path'], photos: [card(1), card(2)], row: (_, path) => [path] });
  expect(await saved[0]?.text()).toBe('path\r\nin/1.jpg\r\nin/2.jpg\r\n');
});
