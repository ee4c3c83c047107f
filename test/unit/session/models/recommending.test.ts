import { describe, expect, test } from 'vitest';
import { speaks } from '#core/language';
import { SPACES } from '#models/catalogue';
import { FOR_ENGLISH, FOR_MORE_LANGUAGES } from '#models/recommended';
import { recommendedFor, type Situation, sizeOf } from '#session/models/recommending';

const ROOMY: Situation = { languages: ['en'], free: 10e9, saveData: false, halfFloats: false };

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
  test('with half floats on WebGPU gets the build in 16 bits, otherwise one for WASM', () => {
    expect(recommend({ halfFloats: true })?.image.precision).toBe('fp16');
    expect(recommend({})?.image.precision).toBe('q8');
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
