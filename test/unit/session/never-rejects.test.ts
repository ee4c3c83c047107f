/** The promise of the contracts: no verb rejects, whatever the workers do. */

import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import { NO_FILTER } from '#core/filter';
import { NO_SEARCHES } from '#core/searches';
import { benchmarkVerbs } from '#session/benchmark/benchmark';
import { savingRuns } from '#session/export/saving-run';
import { takingOutVerbs } from '#session/export/taking-out';
import { NO_QUERY } from '#session/finding/contract';
import { startFinding } from '#session/finding/start';
import { NOT_COMPARED, type Tagging } from '#session/labels/contract';
import { labellingVerbs } from '#session/labels/labelling';
import { importVerbs } from '#session/library/importing';
import { followLooks, managingVerbs } from '#session/library/managing';
import { installing } from '#session/models/installing';
import { modelVerbs } from '#session/models/model-verbs';
import { searchVerbs } from '#session/searches/searches';
import { suggesting } from '#session/searches/suggesting';
import { startNotices } from '#session/shell/notices';
import { startShell } from '#session/shell/start';
import { deletingVerbs } from '#session/tidy/deleting';
import { card, cardsOf, openSpace, SPACE } from './fixtures';
import { settled } from './held';

vi.mock('virtual:cities', () => {
  throw new Error('Not fetched.');
});

const fail = async (): Promise<never> => {
  throw new Problem('no-storage', 'Broken.');
};

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => vi.restoreAllMocks());

type Verb<V> = (verbs: V) => unknown;

/** Calls verbs one by one. @returns how many notices each call gave */
async function noticesOf<V>(verbs: V, notices: { peek(): readonly unknown[] }, calls: readonly Verb<V>[]) {
  const counts: number[] = [];
  for (const call of calls) {
    const before = notices.peek().length;
    await call(verbs);
    await settled();
    counts.push(notices.peek().length - before);
  }
  return counts;
}

describe('verbs of a failing library', () => {
  function broken() {
    const { attempt, notify, notices } = startNotices();
    const library = {
      addFiles: fail,
      addFolder: fail,
      addFolderFiles: fail,
      addSamples: fail,
      removeSource: fail,
      removePhotos: fail,
      rescan: fail,
      pause: fail,
      resume: fail,
      retryFailed: fail,
      dismissFailed: fail,
      picture: fail,
      clip: fail,
      detailsOf: fail,
      erase: fail,
      missingPhotos: fail,
      keepLooking: fail,
      subfolders: fail,
      leaveFolderOut: fail,
      kindsLeftOut: fail,
      leaveKindsOut: fail,
      unreadAtOpening: fail,
      foundPhotos: fail,
      cameWithIndex: fail,
      expectFiles: fail,
    };
    const found = signal([]);
    const preferences = {
      ...{ classText: signal(''), filled: signal(''), people: signal('') },
      ...{ days: signal(''), daysHidden: signal('') },
    };
    const forgetRequests = async () => undefined;
    const basis = {
      found,
      preferences,
      forgetRequests,
      bringIn: () => undefined,
      tellUnread: () => undefined,
      attempt,
      notify,
    };
    const managing = managingVerbs({ ...basis, library, view: { sources: signal([]) } });
    const verbs = { ...importVerbs(library, attempt, notify), ...managing };
    return { library: verbs, follow: () => followLooks(library, basis), notices };
  }

  test('resolve with a notice', async () => {
    const { library, notices } = broken();
    const counts = await noticesOf(library, notices, [
      (verbs) => verbs.addFiles([]),
      (verbs) => verbs.addFolderFiles('a', []),
      (verbs) => verbs.addSamples(),
      (verbs) => verbs.removeSource('s'),
      (verbs) => verbs.removePhotos([1]),
      (verbs) => verbs.reconnect(),
      (verbs) => verbs.pause(),
      (verbs) => verbs.resume(),
      (verbs) => verbs.retryFailed(),
      (verbs) => verbs.dismissFailed(),
      (verbs) => verbs.erase(),
      (verbs) => verbs.removeMissing([1]),
      (verbs) => verbs.keepLooking(),
      (verbs) => verbs.leaveFolderOut('s', 'a', true),
      (verbs) => verbs.leaveKindsOut({ icons: true }),
    ]);
    expect(counts).toEqual(counts.map(() => 1));
  });

  test('resolve to null details with a notice, and to a null picture without one', async () => {
    const { library, notices } = broken();
    expect(await library.details([1])).toBeNull();
    expect(notices.peek()).toMatchObject([{ problem: 'no-storage' }]);
    expect(await library.picture(1)).toBeNull();
    expect(await library.clip(1)).toBeNull();
    expect(notices.peek()).toHaveLength(1);
    expect(await library.missing()).toBeNull();
    expect(await library.subfolders('s')).toBeNull();
    expect(await library.kindsLeftOut()).toBeNull();
    expect(notices.peek()).toHaveLength(4);
  });

  test('end the following of looks, without a notice', async () => {
    const { follow, notices } = broken();
    await follow();
    expect(notices.peek()).toEqual([]);
  });
});

test('verbs of failing models resolve: downloads report at their encoder, the rest in a notice', async () => {
  const { attempt, notify, notices } = startNotices();
  const models = {
    install: fail,
    cancel: fail,
    confirm: fail,
    repair: fail,
    remove: fail,
    useMirror: fail,
    addFolder: fail,
    addAddress: fail,
    forget: fail,
    handOver: fail,
  };
  const rest = modelVerbs(models, { choose: fail, chooseBackend: fail }, attempt, notify);
  const verbs = { ...rest, install: installing(models) };
  const given: unknown[] = [];
  const counts = await noticesOf(verbs, notices, [
    ({ install }) => install('a'),
    ({ repair }) => repair('a'),
    ({ cancel }) => cancel('a'),
    ({ confirm }) => confirm('a', true),
    ({ remove }) => remove('a'),
    ({ choose }) => choose({ space: 's', image: 'a' }),
    ({ chooseBackend }) => chooseBackend('a', null),
    ({ forget }) => forget('s'),
    ({ handOver }) => handOver([]),
    async ({ setMirror }) => given.push(await setMirror('x')),
    async ({ addFolder }) => given.push(await addFolder('a', [])),
    async ({ addAddress }) => given.push(await addAddress('x')),
  ]);
  expect(counts).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  expect(given).toEqual([false, null, null]);
});

test('verbs of searches resolve if these can be neither stored nor run', async () => {
  const { attempt, notices } = startNotices();
  const verbs = searchVerbs({
    library: { changeSearches: fail },
    finder: {
      query: signal({ ...NO_QUERY, text: 'dog' }),
      answer: signal({ state: 'searching' as const }),
      ask: () => undefined,
      glance: fail,
      all: fail,
    },
    cards: signal(cardsOf(card(1))),
    ownWords: () => [],
    attempt,
  });
  const given: unknown[] = [];
  const counts = await noticesOf(verbs, notices, [
    ({ save }) => save('a'),
    ({ rename }) => rename('a', 'b'),
    ({ forget }) => forget('a'),
    ({ forgetRecent }) => forgetRecent(),
    ({ remember }) => remember(true),
    async ({ glance }) => given.push(await glance({ text: 'dog', filter: NO_FILTER, photo: null })),
    async ({ photosOf }) => given.push(await photosOf({ text: 'dog', filter: NO_FILTER, photo: null })),
  ]);
  expect(counts).toEqual([1, 1, 1, 1, 1, 0, 0]);
  expect(given).toEqual([null, null]);
});

test('suggestions work without a search', async () => {
  const suggest = suggesting({
    facets: async () => null,
    searches: signal(NO_SEARCHES),
    language: signal('en'),
  });
  expect(Array.isArray(await suggest('be', 2))).toBe(true);
});

test('verbs of tags and comparisons resolve if these fail', async () => {
  const { attempt, notices } = startNotices();
  const classes = signal(NOT_COMPARED);
  const lastTagging = signal<readonly Tagging[] | null>([{ tag: 'a', photos: [1] }]);
  const verbs = labellingVerbs({
    library: { mark: fail },
    ready: signal(Promise.resolve(openSpace())),
    encoders: signal(''),
    vectors: { ofText: fail },
    calibration: { ofPlainTexts: fail, unrelated: fail },
    cards: signal(cardsOf(card(1))),
    classes,
    batch: signal(NOT_COMPARED),
    lastTagging,
    attempt,
  });
  const counts = await noticesOf(verbs, notices, [
    ({ compareClasses }) => compareClasses(['dog']),
    ({ compareBatch }) => compareBatch(['dog']),
    ({ applyTags }) => applyTags([{ tag: 'a', photos: [1] }]),
    ({ undoTags }) => undoTags(),
  ]);
  expect(counts).toEqual([0, 0, 1, 1]);
  expect(classes.peek().problem).toBe('no-storage');
});

test('verbs of files resolve if these can be neither listed nor deleted', async () => {
  const { attempt, notices } = startNotices();
  const verbs = deletingVerbs({ filesOf: fail, deleteFiles: fail }, signal([]), attempt);
  expect(await verbs.filesOf([1])).toEqual([]);
  expect(await verbs.deleteFiles([])).toBeNull();
  expect(notices.peek()).toHaveLength(2);
});

test('verbs of taking out resolve if photos cannot be taken out', async () => {
  vi.stubGlobal('navigator', { clipboard: { writeText: fail } });
  const { attempt, notify, notices } = startNotices();
  const verbs = takingOutVerbs({
    library: { takeOut: fail, picture: fail, detailsOf: fail },
    photos: signal([card(1), card(2)]),
    matches: fail,
    attempt,
    notify,
    runs: savingRuns(signal(null)),
  });
  const counts = await noticesOf(verbs, notices, [
    ({ save }) => save([1]),
    ({ save }) => save([1, 2]),
    ({ share }) => share([1]),
    ({ copy }) => copy([1, 2]),
    ({ list }) => list('csv'),
    ({ openOriginal }) => openOriginal(1),
    ({ table }) => table({ name: 'a', head: [], photos: [card(1)], row: () => [] }),
    ({ items }) => items({ name: 'a', photos: [card(1)], width: 1, item: () => ({}) }),
  ]);
  vi.unstubAllGlobals();
  expect(counts).toEqual(counts.map(() => 1));
});

test('verbs of finding resolve if the library cannot be opened and cities cannot be fetched', async () => {
  const opened = Promise.reject(new Problem('no-storage', 'Broken.'));
  opened.catch(() => undefined);
  const { finding } = startFinding({
    library: {
      embed: fail,
      backgroundOf: fail,
      keepBackground: fail,
      keepMeasured: fail,
      noteTextBackends: fail,
    },
    view: {
      ...{ cards: signal(new Map()), photos: signal([]), unencoded: signal(0) },
      ...{ searches: signal(NO_SEARCHES), backends: signal([]) },
    },
    active: signal({ choice: { space: SPACE.id, image: 'tiny/image' }, space: SPACE }),
    presences: signal({}),
    opened,
    preferences: {
      ...{ language: signal('en'), line: signal(0.2), order: signal('relevance') },
      ...{ filled: signal(''), textBackend: signal('wasm') },
    },
  });
  expect(await finding.facets()).toBeNull();
  // With the list of cities this would be Kyoto.
  expect(await finding.cityAt({ latitude: 35.02, longitude: 135.75 })).toBeNull();
});

test('verbs of the shell resolve if the functions of the browser fail', async () => {
  const listeners: Record<string, (event: Event) => void> = {};
  vi.stubGlobal('addEventListener', (type: string, listener: (event: Event) => void) => {
    listeners[type] = listener;
  });
  vi.stubGlobal('location', { hash: '' });
  vi.stubGlobal('navigator', { storage: { estimate: fail } });
  const { shell } = startShell({
    theme: signal('system'),
    rowHeight: signal(200),
    filled: signal(''),
    people: signal(''),
    days: signal(''),
  });
  expect(await shell.storage()).toBeNull();
  listeners.beforeinstallprompt?.(Object.assign(new Event('beforeinstallprompt'), { prompt: fail }));
  expect(shell.installable.peek()).toBe(true);
  await shell.install();
  expect(shell.notices.peek()).toHaveLength(1);
  vi.unstubAllGlobals();
});

test('the benchmark resolves without a library', async () => {
  vi.stubGlobal('navigator', { userAgent: 'a browser', hardwareConcurrency: 2 });
  const { attempt, notices } = startNotices();
  const ready = fail();
  ready.catch(() => undefined);
  const benchmark = benchmarkVerbs(
    signal(null),
    {
      spaces: signal([]),
      presences: signal({}),
      ready: signal(ready),
      photos: () => 0,
      library: { measureBox: fail },
      boxes: signal([]),
      choices: signal({ active: { space: SPACE.id, image: 'tiny/image' }, next: null }),
    },
    attempt,
  );
  await benchmark.start();
  expect(notices.peek()).toHaveLength(1);
  vi.unstubAllGlobals();
});
