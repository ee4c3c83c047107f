import { beforeEach, describe, expect, test } from 'vitest';
import { BACKGROUND_QUERIES } from '#core/background';
import type { Space, TextEntry } from '#core/space';
import { SPACES } from '#models/catalogue';
import { Calibration } from '#session/finding/calibration';

const [STARTER] = SPACES.flatMap(({ texts }) => texts);
if (!STARTER) throw new Error('The catalogue has no text encoder.');
const ENTRY: TextEntry = { ...STARTER, templates: ['a photo of {}'] };
const [ANY] = SPACES;
if (!ANY) throw new Error('The catalogue has no space.');
const SPACE: Space = { ...ANY, id: 'tiny', dimension: 2 };

/** Texts of each call of the encoder. */
let encoded: string[][];
/** What the library keeps: prints and vectors by encoder. */
let kept: Map<string, [print: string, vectors: Float32Array<ArrayBuffer>]>;
let broken: boolean;

beforeEach(() => {
  encoded = [];
  kept = new Map();
  broken = false;
});

/** As a new session has it. */
function calibration(): Calibration {
  const encoder = {
    texts: async (texts: readonly string[]) => {
      encoded.push([...texts]);
      return Float32Array.from(texts.flatMap((_, i) => [Math.cos(i), Math.sin(i)]));
    },
  };
  const library = {
    backgroundOf: async (id: string, print: string) => {
      if (broken) throw new Error('No storage.');
      const [of, vectors] = kept.get(id) ?? [];
      return of === print && vectors ? vectors : null;
    },
    keepBackground: async (id: string, print: string, vectors: Float32Array<ArrayBuffer>) => {
      if (broken) throw new Error('No storage.');
      kept.set(id, [print, vectors]);
    },
  };
  return new Calibration({ open: async () => encoder }, library, () => []);
}

describe('the background queries of a text encoder', () => {
  test('are encoded once, in the sentence of its template, and are the same in the next session', async () => {
    const first = await calibration().ofTexts(ENTRY, SPACE);
    const second = await calibration().ofTexts(ENTRY, SPACE);
    expect(encoded).toEqual([BACKGROUND_QUERIES.map((query) => `a photo of ${query}`)]);
    expect(second).toEqual(first);
  });

  test.each([
    ['another template', { ...ENTRY, templates: ['{}'] }],
    ['other weights', { ...ENTRY, files: [{ path: 'text.onnx', bytes: 1, sha256: 'def' }] }],
  ])('are encoded anew with %s', async (_, changed) => {
    await calibration().ofTexts(ENTRY, SPACE);
    await calibration().ofTexts(changed, SPACE);
    expect(encoded).toHaveLength(2);
  });

  test('are not kept where nobody knows the hash of its files', async () => {
    const unknown = { ...ENTRY, files: [{ path: 'text.onnx', bytes: null, sha256: null }] };
    await calibration().ofTexts(unknown, SPACE);
    expect(kept.size).toBe(0);
  });

  test('come from the encoder where nothing can be read or kept', async () => {
    broken = true;
    const background = await calibration().ofTexts(ENTRY, SPACE);
    expect(background.queries).toHaveLength(BACKGROUND_QUERIES.length);
  });
});
