import { describe, expect, test } from 'vitest';
import { speaks } from '#core/speaks';
import { SPACES } from '#models/catalogue';
import type { DevicePace, GraphicsPace } from '#models/forecast';
import { FOR_ENGLISH, FOR_MORE_LANGUAGES } from '#models/recommended';
import { BEARABLE_SECONDS, recommendedFor, type Situation, sizeOf } from '#session/models/recommending';

const LAPTOP: DevicePace = { starter: 60, photo: 70, graphics: null };
const PHONE: DevicePace = { starter: 400, photo: 400, graphics: null };
const GRAPHICS = graphics({});

const ROOMY: Situation = {
  ...{ languages: ['en'], free: 10e9, saveData: false },
  ...{ photos: 2000, pace: LAPTOP, known: {} },
};

function graphics(more: Partial<GraphicsPace>): DevicePace {
  return { ...LAPTOP, graphics: { half: 5e8, full: 3e8, step: 0.03, ...more } };
}

function recommend(situation: Partial<Situation>) {
  return recommendedFor(SPACES, { ...ROOMY, ...situation });
}

test('every recommended model is in the catalogue', () => {
  const known = SPACES.map(({ id }) => id);
  expect([...FOR_ENGLISH, ...FOR_MORE_LANGUAGES].filter((id) => !known.includes(id))).toEqual([]);
});

test('English alone gets the first model for English, with its English text encoder', () => {
  const needed = recommend({});
  expect(needed?.space.id).toBe(FOR_ENGLISH[0]);
  expect(needed?.texts).toHaveLength(1);
  expect(speaks(needed?.texts[0]?.languages ?? [], 'en')).toBe(true);
});

test.each([[['ja']], [['zh']], [['en', 'ja', 'zh']]])(
  'languages %j get a model that understands all of them',
  (languages) => {
    const needed = recommend({ languages });
    expect(needed?.space.id).toBe(FOR_MORE_LANGUAGES[0]);
    for (const language of languages) {
      expect(needed?.texts.some((text) => speaks(text.languages, language))).toBe(true);
    }
  },
);

test('one text encoder for all languages makes those for single languages superfluous', () => {
  const spaces = SPACES.filter(({ id }) => id === 'clip-b32');
  const needed = recommendedFor(spaces, { ...ROOMY, languages: ['en', 'ja'] });
  expect(needed?.texts.map(({ id }) => id)).toEqual(['clip-b32/text/multilingual']);
});

describe('the device', () => {
  test.each<[string, Partial<Situation>, string, string]>([
    ['laptop without WebGPU', {}, 'clip-b32/image/q8', '2 min'],
    ['laptop with WebGPU', { pace: GRAPHICS }, 'clip-b32/image/fp16', '2 min'],
    ['WebGPU without half floats', { pace: graphics({ half: null }) }, 'clip-b32/image/q8', '2 min'],
    ['WebGPU slower than WASM', { pace: graphics({ half: 2e7 }) }, 'clip-b32/image/q8', '2 min'],
    ['slow phone', { pace: PHONE }, 'clip-b32/image/q8', '14 min'],
    // Another would not be faster by much: reading and decoding take as long.
    ['slow phone, very many', { pace: PHONE, photos: 40_000 }, 'clip-b32/image/q8', '280 min'],
    ['Japanese, laptop', { languages: ['ja'] }, 'uform3-multilingual/image/q8', '8 min'],
    ['Japanese, phone', { languages: ['ja'], pace: PHONE }, 'uform3-multilingual/image/q8', '56 min'],
    [
      'Japanese, phone, many',
      { languages: ['ja'], pace: PHONE, photos: 5000 },
      'clip-b32/image/q8',
      '35 min',
    ],
    [
      'Japanese, laptop with WebGPU, very many',
      { languages: ['ja'], pace: GRAPHICS, photos: 20_000 },
      'clip-b32/image/fp16',
      '23 min',
    ],
    ['metered, laptop', { saveData: true }, 'uform3-small/image/q8', '2 min'],
    [
      'metered, phone, many',
      { saveData: true, pace: PHONE, photos: 7000 },
      'uform3-small/image/q8',
      '51 min',
    ],
    ['little space, laptop', { free: 280e6 }, 'uform3-small/image/q8', '2 min'],
  ])('%s: the first model that its library bears', (_, situation, build, time) => {
    const needed = recommend(situation);
    expect([needed?.image.id, `${Math.round((needed?.seconds ?? 0) / 60)} min`]).toEqual([build, time]);
  });

  test('without a pace the order decides, and no time is known', () => {
    expect(recommend({ pace: null, photos: 1e6 })).toMatchObject({
      space: { id: FOR_ENGLISH[0] },
      image: { precision: 'q8' },
      seconds: null,
    });
  });

  test('no encoder makes photos come faster than they are read and decoded', () => {
    const fast = recommend({ pace: { ...GRAPHICS, photo: 500 } });
    expect(fast?.seconds).toBe((2000 * 500) / 1000);
    // If that alone takes long, a smaller model would gain nothing.
    const long = recommend({ pace: { ...PHONE, photo: 600 }, photos: 10_000 });
    expect(long?.seconds).toBeGreaterThan(BEARABLE_SECONDS);
    expect(long?.space.id).toBe(FOR_ENGLISH[0]);
  });

  test('a library that takes long is encoded by the first model that is about as fast as the fastest', () => {
    const slow = { wasm: 2000, tower: Number.POSITIVE_INFINITY };
    const known = { 'clip-b32/image/q8': slow, 'uform3-small/image/q8': { ...slow, wasm: 900 } };
    const needed = recommend({ pace: PHONE, photos: 20_000, known });
    expect(needed).toMatchObject({ space: { id: 'tinyclip-8m' }, seconds: 8000 });
    expect(BEARABLE_SECONDS).toBeLessThan(8000);
  });

  test('what an encoder took here before counts more than its forecast', () => {
    const known = { 'clip-b32/image/q8': { wasm: 4000, tower: Number.POSITIVE_INFINITY } };
    expect(recommend({ known })?.space.id).not.toBe('clip-b32');
    expect(recommend({ known, photos: 100 })).toMatchObject({ space: { id: 'clip-b32' }, seconds: 400 });
  });

  test('with little free space gets a smaller model, and with less none', () => {
    const best = recommend({});
    const smaller = recommend({ free: best ? sizeOf(best) + 199e6 : 0 });
    expect(smaller && best && sizeOf(smaller) < sizeOf(best)).toBe(true);
    expect(recommend({ free: 201e6 })).toBeNull();
  });

  test('with little free space gets the next one that understands Japanese', () => {
    const spaceFor = (free: number) => recommend({ languages: ['ja'], free })?.space.id;
    expect(spaceFor(500e6)).toBe('uform3-multilingual');
    expect(spaceFor(360e6)).toBe('japanese-clip-base');
    expect(spaceFor(300e6)).toBeUndefined();
  });

  test('that does not tell its free space counts as roomy', () => {
    expect(recommend({ free: null })?.space.id).toBe(FOR_ENGLISH[0]);
  });

  test('on a metered connection gets a small model, if one understands its languages', () => {
    const small = recommend({ saveData: true });
    expect(small && sizeOf(small)).toBeLessThanOrEqual(100e6);
    // No small model understands Japanese: the person decides when to download.
    expect(recommend({ saveData: true, languages: ['ja'] })?.space.id).toBe(FOR_MORE_LANGUAGES[0]);
  });
});

test('a language that no model understands gets no recommendation', () => {
  expect(recommend({ languages: ['tlh'] })).toBeNull();
});
