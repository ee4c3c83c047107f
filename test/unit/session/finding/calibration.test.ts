import { beforeEach, describe, expect, test, vi } from 'vitest';
import { BACKGROUND_QUERIES, type StoredBackground } from '#core/background';
import type { PhotoNo } from '#core/photo';
import { Calibration } from '#session/finding/calibration';
import { openSpace, ranking, SPACE, textEntry } from '../fixtures';

const ENTRY = { ...textEntry('tiny/text', ['en']), templates: ['a photo of {}'] };

/** Texts of each call of the encoder. */
let encoded: string[][];
/** What the library has stored, by encoder. */
let kept: Map<string, StoredBackground & { print: string }>;
let broken: boolean;

beforeEach(() => {
  encoded = [];
  kept = new Map();
  broken = false;
});

/** Creates the calibration of a new session. */
function calibration(photos: () => readonly PhotoNo[] = () => []): Calibration {
  const encoder = {
    texts: async (texts: readonly string[]) => {
      encoded.push([...texts]);
      return Float32Array.from(texts.flatMap((_, i) => [Math.cos(i), Math.sin(i)]));
    },
  };
  const library = {
    backgroundOf: async (id: string, print: string) => {
      if (broken) throw new Error('No storage.');
      const found = kept.get(id);
      return found?.print === print ? found : null;
    },
    keepBackground: async (id: string, print: string, vectors: Float32Array<ArrayBuffer>) => {
      if (broken) throw new Error('No storage.');
      kept.set(id, { print, vectors, measured: {} });
    },
    keepMeasured: async (id: string, print: string, measured: StoredBackground['measured']) => {
      const found = kept.get(id);
      if (found?.print === print) kept.set(id, { ...found, measured: { ...found.measured, ...measured } });
    },
  };
  return new Calibration({ open: async () => encoder }, library, photos);
}

describe('the background queries of a text encoder', () => {
  test('are encoded once, in its template, and stored for the next session', async () => {
    const first = await calibration().ofTexts(ENTRY, SPACE);
    const second = await calibration().ofTexts(ENTRY, SPACE);
    expect(encoded).toEqual([BACKGROUND_QUERIES.map((query) => `a photo of ${query}`)]);
    expect(second).toEqual(first);
  });

  test.each([
    ['another template', { ...ENTRY, templates: ['{}'] }],
    ['other weights', { ...ENTRY, files: [{ path: 'text.onnx', bytes: 1, sha256: 'def' }] }],
  ])('are encoded again with %s', async (_, changed) => {
    await calibration().ofTexts(ENTRY, SPACE);
    await calibration().ofTexts(changed, SPACE);
    expect(encoded).toHaveLength(2);
  });

  test('are not stored if the hash of a file is unknown', async () => {
    const unknown = { ...ENTRY, files: [{ path: 'text.onnx', bytes: null, sha256: null }] };
    await calibration().ofTexts(unknown, SPACE);
    expect(kept.size).toBe(0);
  });

  test('come from the encoder if the storage fails', async () => {
    broken = true;
    const background = await calibration().ofTexts(ENTRY, SPACE);
    expect(background.queries).toHaveLength(BACKGROUND_QUERIES.length);
  });
});

describe('the scores of unrelated photos', () => {
  /** Returns a search over this many photos that records its calls. */
  function library(count: number) {
    const photos = Array.from({ length: count }, (_, i) => i + 1);
    const rank = vi.fn(async () => ({
      ...ranking([]),
      spread: { count: photos.length, mean: 0.1, deviation: 0.02 },
    }));
    const vectorOf = vi.fn(async (_: PhotoNo) => Float32Array.of(1, 0));
    return { photos, rank, vectorOf, open: openSpace({ rank, vectorOf }, SPACE) };
  }

  test('are measured once with each background query, for all callers', async () => {
    const { photos, rank, open } = library(10);
    const it = calibration(() => photos);
    const background = await it.ofTexts(ENTRY, SPACE);
    const both = [it.unrelated(background, open), it.unrelated(background, open)];
    await Promise.all(both);
    const first = rank.mock.calls.length;
    expect(await it.unrelated(background, open)).toEqual({
      mean: expect.closeTo(0.1),
      deviation: expect.closeTo(0.02),
    });
    expect(rank).toHaveBeenCalledTimes(first);
    expect(first % background.queries.length).toBe(0);
  });

  test.each([
    ['doubled', 10, 21, true],
    ['halved', 10, 4, true],
    ['grown a little', 10, 20, false],
    ['shrunk a little', 10, 5, false],
  ])('are measured again if the library has %s, %i to %i: %s', async (_, before, after, anew) => {
    const { photos, rank, open } = library(before);
    let size = photos.length;
    const it = calibration(() => Array.from({ length: size }, (_, i) => i + 1));
    const background = await it.ofTexts(ENTRY, SPACE);
    await it.unrelated(background, open);
    const first = rank.mock.calls.length;
    size = after;
    await it.unrelated(background, open);
    expect(rank.mock.calls.length > first).toBe(anew);
  });

  test.each([
    ['a large library', 10_000, ENTRY, false],
    ['a small one, which changes sooner', 9_999, ENTRY, true],
    ['a large one, with another template', 10_000, { ...ENTRY, templates: ['{}'] }, true],
  ])('of %s are known in the next session', async (_, count, later, anew) => {
    const { photos, rank, open } = library(count);
    const first = calibration(() => photos);
    const before = await first.unrelated(await first.ofTexts(ENTRY, SPACE), open);
    await first.unrelated(await first.ofPlainTexts(ENTRY, SPACE), open);
    rank.mockClear();
    const next = calibration(() => photos);
    expect(await next.unrelated(await next.ofTexts(later, SPACE), open)).toEqual(before);
    await next.unrelated(await next.ofPlainTexts(later, SPACE), open);
    expect(rank.mock.calls.length > 0).toBe(anew);
    // Twice as many photos score otherwise.
    const grown = calibration(() => [...photos, ...photos, 0]);
    rank.mockClear();
    await grown.unrelated(await grown.ofTexts(ENTRY, SPACE), open);
    expect(rank).toHaveBeenCalled();
  });

  test('are measured at the next call after a failure', async () => {
    const { photos, rank, open } = library(10);
    const it = calibration(() => photos);
    const background = await it.ofTexts(ENTRY, SPACE);
    rank.mockRejectedValueOnce(new Error('Broken.'));
    await expect(it.unrelated(background, open)).rejects.toThrow('Broken.');
    expect(await it.unrelated(background, open)).toEqual({
      mean: expect.closeTo(0.1),
      deviation: expect.closeTo(0.02),
    });
  });

  test('are neutral in a library without photos', async () => {
    const { rank, open } = library(0);
    const it = calibration(() => []);
    rank.mockResolvedValue({ ...ranking([]), spread: { count: 0, mean: 0, deviation: 0 } });
    const background = await it.ofTexts(ENTRY, SPACE);
    expect(await it.unrelated(background, open)).toEqual({ mean: 0, deviation: 1 });
  });

  test('for a photo as query come from at most 64 photos across the library', async () => {
    const { photos, vectorOf, open } = library(1000);
    const it = calibration(() => photos);
    const background = await it.ofPhotos(open);
    expect(background.queries).toHaveLength(64);
    const asked = vectorOf.mock.calls.map(([no]) => no);
    expect(asked[0]).toBe(1);
    expect(asked.at(-1)).toBeGreaterThan(900);
    expect(await it.ofPhotos(open)).toBe(background);
  });
});
