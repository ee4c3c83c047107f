/** Giving a gallery away: where it goes, what is told of it, and that nothing half is left. */

import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PhotoNo } from '#core/photo';
import type { Gallery, Saving } from '#session/export/contract';
import { givingVerbs } from '#session/export/giving';
import { savingRuns } from '#session/export/saving-run';
import { startNotices } from '#session/shell/notices';
import type { PhotoDetails, ReducedPhoto } from '#workers/library/contract';
import { held, settled } from '../held';
import { details } from './gallery/details';
import { WORDS } from './gallery/words';

const { saved } = vi.hoisted(() => ({ saved: [] as File[] }));

vi.mock('#session/export/save-file', () => ({ saveFile: (file: File) => saved.push(file) }));

beforeEach(() => {
  saved.length = 0;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const tells = { captions: true, dates: true, tags: false, favourites: false, places: false, people: false };
const GALLERY: Gallery = { title: 'Trip: Kyoto?', size: 1280, tells, as: 'zip', words: WORDS };

const copy = (no: PhotoNo): ReducedPhoto => ({
  ...{ picture: new Blob([`${no}`]), thumbnail: new Blob([]), width: 4, height: 3, original: true },
});

/** @param reduced the library's answer for each photo @param more of each photo's details */
function desk(
  reduced: (no: PhotoNo) => ReducedPhoto | null | Promise<ReducedPhoto | null> = copy,
  more: Partial<PhotoDetails> = {},
) {
  const { notices, notify, attempt } = startNotices();
  const saving = signal<Saving | null>(null);
  const runs = savingRuns(saving);
  const verbs = givingVerbs({
    library: {
      reduced: async (no) => reduced(no),
      clipToGive: async () => null,
      takeOut: async () => null,
      facesIn: async () => null,
      detailsOf: async (photos) => photos.map((no) => details(no, more)),
      filesOf: async () => [],
    },
    ...{ cityAt: async () => null, runs, attempt, notify },
  });
  const said = () => notices.peek().map(({ done, problem, count, name }) => [done ?? problem, count, name]);
  return { ...verbs, saving, cancel: runs.cancel, said };
}

/** A folder that the user picks, with these in it. @returns what is in it, by path */
function pickedFolder(there: string[] = [], write: () => Promise<void> = async () => undefined) {
  const files = new Map<string, string>(there.map((path) => [path, 'mine']));
  /** Files with an open writer: a browser deletes none of them. */
  const open = new Set<string>();
  const folder = (path: string): object => ({
    async *keys() {
      yield* there;
    },
    getDirectoryHandle: async (name: string) => folder(`${path}${name}/`),
    async removeEntry(name: string) {
      if ([...open].some((one) => one.startsWith(path + name))) {
        throw new DOMException('Open.', 'NoModificationAllowedError');
      }
      for (const one of files.keys()) if (one.startsWith(`${path}${name}/`)) files.delete(one);
    },
    getFileHandle: async (name: string) => ({
      createWritable: async () => {
        const bytes: Uint8Array<ArrayBuffer>[] = [];
        open.add(path + name);
        files.set(path + name, '');
        return new WritableStream<Uint8Array<ArrayBuffer>>({
          async write(more) {
            try {
              await write();
            } catch (error) {
              open.delete(path + name);
              throw error;
            }
            bytes.push(more);
          },
          async close() {
            files.set(path + name, await new Blob(bytes).text());
            open.delete(path + name);
          },
          abort: () => void open.delete(path + name),
        });
      },
    }),
  });
  vi.stubGlobal('showDirectoryPicker', async () => folder(''));
  return files;
}

/** A file that the user names. @param before what was in it */
function pickedFile(before = '') {
  const file = { content: before, isThere: true, name: '' };
  vi.stubGlobal('showSaveFilePicker', async ({ suggestedName }: { suggestedName: string }) => {
    file.name = suggestedName;
    // Browsers empty a file that is to be replaced before they hand it over.
    file.content = '';
    return {
      createWritable: async () => {
        let written = 0;
        return new WritableStream<Uint8Array>({
          write(bytes) {
            written += bytes.length;
          },
          close() {
            file.content = `ZIP of ${written > 0 ? 'some' : 'no'} bytes`;
          },
        });
      },
      getFile: async () => new File([file.content], file.name),
      async remove() {
        file.isThere = false;
      },
    };
  });
  return file;
}

describe('a gallery goes', () => {
  test('to the downloads, under its title, where the browser has no picker', async () => {
    const { give, said, saving } = desk();
    expect(await give([2, 1], GALLERY)).toBe(true);
    expect(saved.map(({ name, type }) => [name, type])).toEqual([['Trip_ Kyoto_.zip', 'application/zip']]);
    expect(said()).toEqual([['gave', 2, 'Trip: Kyoto?']]);
    expect(saving.value).toBeNull();
  });

  test('into a file that the user names', async () => {
    const file = pickedFile();
    const { give, said } = desk();
    expect(await give([1], GALLERY)).toBe(true);
    expect(file).toEqual({ content: 'ZIP of some bytes', isThere: true, name: 'Trip_ Kyoto_.zip' });
    expect(said()).toEqual([['gave', 1, 'Trip: Kyoto?']]);
  });

  test('into a new folder, the oldest photo first, beside what is there', async () => {
    const files = pickedFolder(['Trip_ Kyoto_']);
    const { give } = desk();
    expect(await give([2, 1], { ...GALLERY, as: 'folder' })).toBe(true);
    const { 'Trip_ Kyoto_ (2)/index.html': page = '', ...others } = Object.fromEntries(files);
    expect(others).toEqual({
      'Trip_ Kyoto_': 'mine',
      'Trip_ Kyoto_ (2)/photos/1.jpg': '1',
      'Trip_ Kyoto_ (2)/photos/2.jpg': '2',
      'Trip_ Kyoto_ (2)/thumbnails/0001.jpg': '',
      'Trip_ Kyoto_ (2)/thumbnails/0002.jpg': '',
    });
    expect(page.indexOf('photos/1.jpg')).toBeLessThan(page.indexOf('photos/2.jpg'));
  });

  test('nowhere if the user closes the picker', async () => {
    vi.stubGlobal('showSaveFilePicker', async () => {
      throw new DOMException('Closed.', 'AbortError');
    });
    const { give, said } = desk();
    expect(await give([1], GALLERY)).toBe(false);
    expect(said()).toEqual([]);
    expect(saved).toEqual([]);
  });
});

describe('nothing half is left', () => {
  /** Gives until the second photo is being read, and cancels. */
  async function cancelled(as: Gallery['as']) {
    const second = held<ReducedPhoto>();
    const { give, saving, cancel, said } = desk((no) => (no === 2 ? second.promise : copy(no)));
    const over = give([1, 2, 3], { ...GALLERY, as });
    while (saving.value?.done !== 1) await settled();
    cancel();
    second.resolve(copy(2));
    expect(await over).toBe(false);
    expect(said()).toEqual([]);
    expect(saving.value).toBeNull();
  }

  test('of a cancelled one in a folder, and what else is there stays', async () => {
    const files = pickedFolder(['other']);
    await cancelled('folder');
    expect([...files]).toEqual([['other', 'mine']]);
  });

  test('in a new file', async () => {
    const file = pickedFile();
    await cancelled('zip');
    expect(file.isThere).toBe(false);
  });

  test('in a file that was to be replaced, which the picker has emptied', async () => {
    const file = pickedFile('an older gallery');
    await cancelled('zip');
    expect(file).toMatchObject({ content: '', isThere: false });
  });

  test('in the downloads', async () => {
    await cancelled('zip');
    expect(saved).toEqual([]);
  });

  test('on a full disk, and a notice says so', async () => {
    const files = pickedFolder([], async () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    });
    const { give, said } = desk();
    expect(await give([1], { ...GALLERY, as: 'folder' })).toBe(true);
    expect([...files]).toEqual([]);
    expect(said()).toEqual([['gaveFull', undefined, undefined]]);
  });

  test('of one that is cancelled while a large file is written', async () => {
    const writing = held<void>();
    const begun = held<void>();
    const files = pickedFolder([], () => {
      begun.resolve();
      return writing.promise;
    });
    const { give, cancel, said } = desk();
    const over = give([1], { ...GALLERY, as: 'folder' });
    await begun.promise;
    cancel();
    writing.resolve();
    expect(await over).toBe(false);
    expect([...files]).toEqual([]);
    expect(said()).toEqual([]);
  });

  test('or a notice says that a part is left', async () => {
    pickedFolder([], async () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    });
    const picker = showDirectoryPicker;
    vi.stubGlobal('showDirectoryPicker', async () => {
      const removeEntry = async () => {
        throw new DOMException('Open elsewhere.', 'NoModificationAllowedError');
      };
      return Object.assign(await picker(), { removeEntry });
    });
    const { give, said } = desk();
    await give([1], { ...GALLERY, as: 'folder' });
    expect(said()).toEqual([
      ['gaveFull', undefined, undefined],
      ['gavePart', undefined, 'Trip: Kyoto?'],
    ]);
  });

  test('if no photo can be read', async () => {
    const { give, said } = desk(() => null);
    expect(await give([1, 2], GALLERY)).toBe(true);
    expect(saved).toEqual([]);
    expect(said()).toEqual([['source-gone', undefined, undefined]]);
  });
});

test('a second gallery is refused while one is being saved, and the first becomes whole', async () => {
  const first = held<ReducedPhoto>();
  const { give, saving, said } = desk(() => first.promise);
  const over = give([1], GALLERY);
  while (saving.value === null) await settled();
  expect(await give([2], { ...GALLERY, title: 'Another' })).toBe(false);
  expect(said()).toEqual([['savingNow', undefined, undefined]]);
  first.resolve(copy(1));
  expect(await over).toBe(true);
  expect(saved.map(({ name }) => name)).toEqual(['Trip_ Kyoto_.zip']);
});

test('what is given as a picture alone is named with its reason', async () => {
  const { give, said } = desk(copy, { video: { seconds: 3, poster: 1 } });
  await give([1], GALLERY);
  expect(said()).toEqual([
    ['gave', 1, 'Trip: Kyoto?'],
    ['gaveStill', 1, '1.jpg'],
  ]);
});

test('photos that are small, or left out, are named; of many the first', async () => {
  const { give, said } = desk((no) => (no === 1 ? null : { ...copy(no), original: false }));
  await give([1, 2, 3, 4, 5, 6, 7], GALLERY);
  expect(said()).toEqual([
    ['gave', 6, 'Trip: Kyoto?'],
    ['gaveSmall', 6, '2.jpg, 3.jpg, 4.jpg, 5.jpg, 6.jpg …'],
    ['gaveNot', 1, '1.jpg'],
  ]);
});

test('facts are null, without a notice, if the library cannot tell them', async () => {
  const { attempt, notify, notices } = startNotices();
  const broken = async () => {
    throw new Error('No storage.');
  };
  const library = {
    ...{ reduced: broken, clipToGive: broken, takeOut: broken, facesIn: broken, detailsOf: broken },
    filesOf: broken,
  };
  const parts = { library, cityAt: broken, runs: savingRuns(signal(null)), attempt, notify };
  const verbs = givingVerbs(parts);
  expect(await verbs.galleryFacts([1])).toBeNull();
  expect(notices.peek()).toEqual([]);
  expect(await verbs.give([1], GALLERY)).toBe(true);
  expect(notices.peek()).toMatchObject([{ problem: 'unknown' }]);
});
