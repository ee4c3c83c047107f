/** The files of a gallery: their names, and what is told in them. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Gallery, GalleryTells } from '#session/export/contract';
import { type GalleryParts, type Given, galleryEntries } from '#session/export/gallery/entries';
import type { PhotoDetails } from '#workers/library/contract';
import { details, SECRETS, TELLING } from './details';
import { WORDS } from './words';

/** Of a face. */
const BOX = [0, 0, 0.5, 0.5] as const;

const NOTHING: GalleryTells = {
  ...{ captions: false, dates: false, tags: false, favourites: false, places: false, people: false },
};

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

/** A library that gives everything; a test changes single verbs. */
function libraryOf(
  photos: readonly PhotoDetails[],
  more: Partial<GalleryParts['library']> = {},
): GalleryParts['library'] {
  const nameOf = (no: number) => photos.find((photo) => photo.no === no)?.name ?? '';
  const file = (text: string, name: string, type: string, lastModified = 5) =>
    new File([text], name, { type, lastModified });
  const typeOf = (no: number) => photos.find((photo) => photo.no === no)?.type ?? '';
  return {
    reduced: async (no: number, edge: number) => ({
      ...{ picture: new Blob([`copy of ${no} at ${edge}`]), thumbnail: new Blob([`thumbnail of ${no}`]) },
      ...{ width: edge, height: edge / 2, original: true },
    }),
    clipToGive: async (no: number, bare: boolean) =>
      file(
        `${bare ? 'bare ' : ''}clip of ${no}`,
        nameOf(no).replace(/\.\w+$/, '.mov'),
        'video/quicktime',
        bare ? Date.now() : 5,
      ),
    takeOut: async (no: number) => ({
      file: file(`original of ${no}`, nameOf(no), typeOf(no)),
      original: true,
    }),
    facesIn: async () => [
      { key: [1, 0], person: 1, name: SECRETS.people, hidden: false, box: BOX },
      { key: [1, 1], person: null, name: '', hidden: false, box: BOX },
    ],
    ...more,
  };
}

interface Asked extends Partial<Pick<Gallery, 'size' | 'title'>> {
  tells?: Partial<GalleryTells>;
  library?: Partial<GalleryParts['library']>;
  city?: string | null;
}

/** Returns the texts of all files by their paths, and what became of the photos. */
async function galleryOf(
  photos: readonly PhotoDetails[],
  { tells, library, city = SECRETS.places, ...asked }: Asked = {},
) {
  const gallery: Gallery = {
    ...{ title: 'A trip', size: 1280, as: 'zip', words: WORDS },
    ...asked,
    tells: { ...NOTHING, ...tells },
  };
  const given: Given = { count: 0, small: [], still: [], missing: [] };
  const steps: number[] = [];
  const run = { signal: new AbortController().signal, step: (done: number) => void steps.push(done) };
  const parts = { library: libraryOf(photos, library), cityAt: async () => city };
  const files: Record<string, string> = {};
  const dates: Record<string, number> = {};
  for await (const { path, file } of galleryEntries(photos, gallery, parts, run, given)) {
    expect(files).not.toHaveProperty([path]);
    files[path] = await file.text();
    dates[path] = file.lastModified;
  }
  const { 'index.html': page = '', ...others } = files;
  return { page, files: others, dates, given, steps };
}

describe('what is told', () => {
  test('is nothing that was not asked for', async () => {
    const { page, files, dates } = await galleryOf([
      details(1, { ...TELLING, name: 'IMG_20240501_101500 honeymoon.jpg', live: true }),
    ]);
    const everything = [page, ...Object.entries(files).flat()].join('\n');
    for (const secret of [
      ...Object.values(SECRETS),
      '2024-05-01',
      '20240501',
      '135',
      'Canon',
      'class="star"',
    ]) {
      expect(everything).not.toContain(secret);
    }
    // The date of a file tells when it was taken, too.
    for (const date of Object.values(dates)) expect(Date.now() - date).toBeLessThan(60_000);
  });

  test.each<[keyof GalleryTells, string]>([
    ['captions', SECRETS.captions],
    ['dates', '2024-05-01'],
    ['tags', SECRETS.tags],
    ['places', SECRETS.places],
    ['people', SECRETS.people],
    ['favourites', 'class="star"'],
  ])('is each thing alone: %s', async (kind, told) => {
    const { page } = await galleryOf([details(1, TELLING)], { tells: { [kind]: true } });
    const all = [...Object.values(SECRETS), '2024-05-01', 'class="star"'];
    expect(all.filter((text) => page.includes(text))).toEqual([told]);
  });

  test('is no date if only that of the file is known', async () => {
    const photo = details(1, { ...TELLING, takenFrom: 'file' });
    const { page } = await galleryOf([photo], { tells: { dates: true } });
    expect(page).not.toContain('2024-05-01');
  });

  test('of people is nobody whom the user has hidden', async () => {
    const { page } = await galleryOf([details(1)], {
      tells: { people: true },
      library: {
        facesIn: async () => [
          { key: [1, 0], person: 1, name: SECRETS.people, hidden: true, box: BOX },
          { key: [1, 1], person: 2, name: 'Ben', hidden: false, box: BOX },
        ],
      },
    });
    expect(page).toContain('Ben');
    expect(page).not.toContain(SECRETS.people);
  });

  test('of a place without a city near it is where it is', async () => {
    const { page } = await galleryOf([details(1, TELLING)], { tells: { places: true }, city: null });
    expect(page).toContain('35.02, 135.75');
  });
});

describe('the files', () => {
  test('are copies of the size that was chosen, in the order of the photos, and the page at the end', async () => {
    const { files, page, given, steps } = await galleryOf([details(2), details(1)], { size: 2048 });
    expect(files).toEqual({
      'photos/0001.jpg': 'copy of 2 at 2048',
      'thumbnails/0001.jpg': 'thumbnail of 2',
      'photos/0002.jpg': 'copy of 1 at 2048',
      'thumbnails/0002.jpg': 'thumbnail of 1',
    });
    expect(page.match(/href="photos[^"]*"/g)).toEqual(['href="photos/0001.jpg"', 'href="photos/0002.jpg"']);
    expect(given).toEqual({ count: 2, small: [], still: [], missing: [] });
    expect(steps).toEqual([1, 2]);
  });

  test('have names that every system takes, each different, and addresses that lead to them', async () => {
    const names = ['a?.heic', 'A_.JPG', 'con.png', '50% #1.jpg', '<b>&"\'.jpg', '山 (2).jpg', 'page.html'];
    const photos = names.map((name, i) => details(i + 1, { name }));
    const { files, page } = await galleryOf(photos, { tells: { captions: true, dates: true } });
    const written = Object.keys(files).filter((path) => path.startsWith('photos/'));
    expect(written).toEqual([
      'photos/a_.jpg',
      'photos/A_ (2).JPG',
      'photos/_con.jpg',
      'photos/50% #1.jpg',
      "photos/_b_&_'.jpg",
      'photos/山 (2).jpg',
      'photos/page.jpg',
    ]);
    const addresses = [...page.matchAll(/href="(photos[^"]*)"/g)].map(([, address = '']) =>
      decodeURIComponent(address.replaceAll('&#39;', "'")),
    );
    expect(addresses).toEqual(written);
    expect(page).not.toMatch(/href="photos[^"]*[#?%](?![0-9A-F]{2})[^3]/);
  });

  test.each<[string, Partial<GalleryTells>]>([
    ['captions', { captions: true }],
    ['dates', { dates: true }],
  ])('are numbered if %s alone are told', async (_, tells) => {
    const { files } = await galleryOf([details(1)], { tells });
    expect(Object.keys(files)).toEqual(['photos/0001.jpg', 'thumbnails/0001.jpg']);
  });

  test('as originals are the files themselves, with a picture beside those that browsers do not show', async () => {
    const photos = [
      details(1),
      details(2, { name: '2.heic', type: 'image/heic' }),
      details(3, { name: '3.svg', type: 'image/svg+xml' }),
      details(4, { name: '4.html' }),
    ];
    const { files, page } = await galleryOf(photos, { size: null });
    expect(Object.keys(files).filter((path) => !path.startsWith('thumbnails'))).toEqual([
      'photos/1.jpg',
      'photos/2.jpg',
      'originals/0002 2.heic',
      'photos/3.jpg',
      'originals/0003 3.svg',
      'photos/4.html.jpg',
    ]);
    expect(files['photos/1.jpg']).toBe('original of 1');
    expect(files['photos/2.jpg']).toBe('copy of 2 at 2048');
    expect(files['originals/0002 2.heic']).toBe('original of 2');
    // A drawing may hold a script: it is given, and not opened by a press.
    expect(page.match(/data-original="[^"]*"/g)).toEqual(['data-original="originals/0002%202.heic"']);
  });

  test('of videos and Live Photos have what plays, without its metadata beside copies', async () => {
    const video = details(1, { name: 'film.mov', type: 'video/quicktime', video: { seconds: 3, poster: 1 } });
    const photos = [video, details(2, { name: 'IMG_2.JPG', live: true })];
    const small = await galleryOf(photos);
    expect(small.files).toMatchObject({
      'photos/0001.mov': 'bare clip of 1',
      'photos/0002.JPG': 'copy of 2 at 1280',
      'photos/0002.mov': 'bare clip of 2',
    });
    expect(small.page).toContain('data-kind="video"');
    expect(small.page).toContain('data-moment="photos/0002.mov"');
    const whole = await galleryOf(photos, { size: null });
    expect(whole.files).toMatchObject({
      'photos/film.mov': 'clip of 1',
      'photos/IMG_2.JPG': 'original of 2',
      'photos/IMG_2.mov': 'clip of 2',
    });
  });
});

describe('a file that cannot be read now', () => {
  test('costs its size alone, and is named', async () => {
    const photos = [
      details(1),
      details(2),
      details(3, { name: 'film.mp4', video: { seconds: 3, poster: 1 } }),
    ];
    const library = libraryOf(photos);
    const { files, page, given } = await galleryOf(photos, {
      library: {
        async reduced(no, edge) {
          const copy = await library.reduced(no, edge);
          return copy && { ...copy, original: no === 1 };
        },
        clipToGive: async () => null,
      },
    });
    expect(given).toEqual({ count: 3, small: ['2.jpg'], still: ['film.mp4'], missing: [] });
    expect(files['photos/0003.jpg']).toBe('copy of 3 at 1280');
    expect(page).not.toContain('data-kind="video"');
  });

  test('is not found out while the gallery is written: its copy is given among originals', async () => {
    const unreadable = (name: string) => {
      const file = new File(['x'], name, { type: 'image/jpeg' });
      const gone = async () => {
        throw new DOMException('It is in the cloud.', 'NotReadableError');
      };
      return Object.assign(file, { slice: () => Object.assign(new Blob(), { arrayBuffer: gone }) });
    };
    const photos = [
      details(1),
      details(2, { live: true }),
      details(3, { name: 'film.mp4', type: 'video/mp4', video: { seconds: 3, poster: 1 } }),
    ];
    const library = libraryOf(photos);
    const { files, given } = await galleryOf(photos, {
      size: null,
      library: {
        takeOut: async (no) =>
          no === 1 ? { file: unreadable('1.jpg'), original: true } : library.takeOut(no),
        clipToGive: async (no) => unreadable(`${no}.mov`),
      },
    });
    expect(Object.keys(files).filter((path) => path.startsWith('photos/'))).toEqual([
      'photos/1.jpg',
      'photos/2.jpg',
      'photos/film.jpg',
    ]);
    expect(files).toMatchObject({
      'photos/1.jpg': 'copy of 1 at 640',
      'photos/2.jpg': 'original of 2',
      'photos/film.jpg': 'copy of 3 at 640',
    });
    expect(given).toEqual({ count: 3, small: ['1.jpg'], still: ['2.jpg', 'film.mp4'], missing: [] });
  });

  test('is given as the preview among originals', async () => {
    const { files, given } = await galleryOf([details(1)], {
      size: null,
      library: { takeOut: async () => ({ file: new File(['preview'], '1.jpg'), original: false }) },
    });
    expect(files['photos/1.jpg']).toBe('preview');
    expect(given.small).toEqual(['1.jpg']);
  });

  test('and has no preview is left out and named, and the rest is given', async () => {
    const photos = [details(1), details(2), details(3)];
    const library = libraryOf(photos);
    const { page, given } = await galleryOf(photos, {
      library: {
        async reduced(no, edge) {
          if (no === 2) throw new Error('The decoder died.');
          return no === 1 ? null : library.reduced(no, edge);
        },
      },
    });
    expect(given).toEqual({ count: 1, small: [], still: [], missing: ['1.jpg', '2.jpg'] });
    expect(page).toContain('1 photos');
  });

  test('leaves no gallery if there is no other', async () => {
    await expect(galleryOf([details(1)], { library: { reduced: async () => null } })).rejects.toMatchObject({
      name: 'source-gone',
    });
  });

  test('a clip that cannot be freed of its metadata costs what plays, and is named', async () => {
    const { files, page, given } = await galleryOf([details(1, { live: true })], {
      library: {
        clipToGive: async () => {
          throw new Error('WebM.');
        },
      },
    });
    expect(Object.keys(files)).toEqual(['photos/0001.jpg', 'thumbnails/0001.jpg']);
    expect(page).not.toContain('data-moment="');
    expect(given).toMatchObject({ count: 1, small: [], still: ['1.jpg'] });
  });

  test('a video that cannot be freed of its metadata is not given', async () => {
    const photos = [details(1, { name: 'film.mp4', video: { seconds: 3, poster: 1 } })];
    const { files, given } = await galleryOf(photos, {
      library: {
        clipToGive: async () => {
          throw new Error('The decoder died.');
        },
      },
    });
    expect(Object.keys(files)).toEqual(['photos/0001.jpg', 'thumbnails/0001.jpg']);
    expect(given).toMatchObject({ small: [], still: ['film.mp4'] });
  });
});
