import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Origin } from '#core/photo';
import type { QueuedFile } from '#store/schema';
import { goneFrom, isUnder, isUnweighed, type Verdict, verdictOf } from '#workers/library/sources/comparing';

const NOW = { bytes: 200, modified: 20 };
const BEFORE = { bytes: 100, modified: 10 };
const origin = (facts: { bytes: number; modified: number }, more: Partial<Origin> = {}): Origin => ({
  source: 's',
  path: 'a.jpg',
  photo: 1,
  ...facts,
  ...more,
});
const queued = (facts: { bytes: number; modified: number }, more: Partial<QueuedFile> = {}): QueuedFile => ({
  key: 1,
  source: 's',
  path: 'a.jpg',
  name: 'a.jpg',
  tab: 't',
  ...facts,
  ...more,
});
const failure = { reason: 'damaged' as const, detail: '' };

describe('a file of the folder', () => {
  test.each<[string, Verdict, Origin | undefined, QueuedFile | undefined]>([
    ['of an unknown path is new', 'new', undefined, undefined],
    ['that is a photo has not changed', 'same', origin(NOW), undefined],
    ['with another size has changed', 'changed', origin({ ...NOW, bytes: 100 }), undefined],
    ['with another date has changed', 'changed', origin({ ...NOW, modified: 10 }), undefined],
    ['that was missing is back', 'back', origin(NOW, { missing: 5 }), undefined],
    ['that was missing and is another one has changed', 'changed', origin(BEFORE, { missing: 5 }), undefined],
    ['that waits is not queued twice', 'same', undefined, queued(NOW)],
    ['that waits and grows is read when its turn comes', 'same', undefined, queued(BEFORE)],
    ['that changed and waits is not queued twice', 'same', origin(BEFORE), queued(NOW)],
    ['that failed is left alone', 'same', undefined, queued(NOW, { failure })],
    [
      'that failed half-copied is tried again when it is whole',
      'again',
      undefined,
      queued(BEFORE, { failure }),
    ],
    ['that failed after an edit is left alone', 'same', origin(BEFORE), queued(NOW, { failure })],
    ['that failed after an edit, now undone, is mended', 'mended', origin(NOW), queued(BEFORE, { failure })],
  ])('%s', (_, verdict, known, waiting) => {
    expect(verdictOf(NOW, known, waiting)).toBe(verdict);
  });
});

describe('a file whose photo was removed from the library', () => {
  test.each<[string, Verdict, typeof NOW]>([
    ['is left alone while it is as it was', 'same', NOW],
    ['is new if it has changed since', 'new', BEFORE],
  ])('%s', (_, verdict, removed) => {
    expect(verdictOf(NOW, undefined, undefined, removed)).toBe(verdict);
  });
});

describe('a file that is the clip of the still beside it', () => {
  test.each<[string, Verdict, typeof NOW]>([
    ['is left alone while it is as it was', 'same', NOW],
    ['is read again if it has changed since', 'new', BEFORE],
  ])('%s', (_, verdict, clip) => {
    expect(verdictOf(NOW, undefined, undefined, clip)).toBe(verdict);
  });
});

describe('a video beside a still', () => {
  test.each<[string, boolean, Origin | undefined, QueuedFile | undefined]>([
    ['that was a photo before is weighed', true, origin(NOW), undefined],
    ['that is known to be another’s is not', false, origin(NOW, { apart: 'a.heic' }), undefined],
    ['that was weighed against another still is', true, origin(NOW, { apart: 'a.jpg' }), undefined],
    ['that failed without a still is', true, undefined, queued(NOW, { failure })],
    ['that failed while its still was none is', true, undefined, queued(NOW, { failure, still: 'a.heic' })],
    ['that failed as a photo of its own is not', false, undefined, queued(NOW, { failure, apart: 'a.heic' })],
    ['that waits is not: it is weighed in its turn', false, undefined, queued(NOW)],
    ['that is unknown is not: it is new', false, undefined, undefined],
  ])('%s', (_, expected, known, waiting) => {
    expect(isUnweighed('a.heic', known, waiting)).toBe(expected);
  });
});

describe('what is gone', () => {
  const files = ['a.jpg', 'trip/b.jpg', 'trip/deep/c.jpg', 'tripod/d.jpg'].map((path) => ({ path }));
  const never = () => false;
  const paths = (gone: { path: string }[]) => gone.map(({ path }) => path);

  test('is what was not seen', () => {
    const seen = new Set(['a.jpg', 'tripod/d.jpg']);
    expect(paths(goneFrom({ seen, unread: [] }, files, never))).toEqual(['trip/b.jpg', 'trip/deep/c.jpg']);
  });

  test('is not what is below a subfolder that cannot be read, or cannot be read itself', () => {
    const unread = ['trip', 'a.jpg'];
    expect(paths(goneFrom({ seen: new Set(), unread }, files, never))).toEqual(['tripod/d.jpg']);
  });

  test('is not what is left out, which is not looked at', () => {
    const out = (path: string) => path.startsWith('trip/');
    expect(paths(goneFrom({ seen: new Set(), unread: [] }, files, out))).toEqual(['a.jpg', 'tripod/d.jpg']);
  });

  test('is each file that is neither seen nor below something unread, whatever the tree', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 })
      .map((s) => s.join('/'));
    const set = fc.array(path, { maxLength: 6 });
    fc.assert(
      fc.property(set, set, set, (known, seen, unread) => {
        const gone = goneFrom(
          { seen: new Set(seen), unread },
          known.map((path) => ({ path })),
          never,
        );
        const isKept = (one: string) =>
          seen.includes(one) || unread.some((closed) => one === closed || one.startsWith(`${closed}/`));
        expect(paths(gone)).toEqual(known.filter((one) => !isKept(one)));
      }),
    );
  });
});

test.each([
  ['trip', true],
  ['trip/a.jpg', true],
  ['trip/deep/a.jpg', true],
  ['tripod/a.jpg', false],
  ['a/trip', false],
  ['', false],
])('%s is under the folder trip: %s', (path, under) => {
  expect(isUnder(path, new Set(['trip']))).toBe(under);
});
