import { describe, expect, test } from 'vitest';
import { languageOf } from '#core/language';
import { speaks } from '#core/speaks';

describe('languageOf', () => {
  test.each([
    ['dog on the beach', 'en', 'en'],
    ['dog on the beach', 'ja', 'en'],
    ['犬', 'en', 'zh'],
    ['犬', 'zh', 'zh'],
    ['犬', 'ja', 'ja'],
    ['海辺の犬', 'en', 'ja'],
    ['海边的狗', 'en', 'zh'],
    ['カメラ', 'zh', 'ja'],
    ['바다', 'en', 'ko'],
    ['собака', 'en', 'ru'],
    ['ชายหาด', 'en', 'th'],
    ['chien à la plage', 'en', 'und-Latn'],
    ['ｄｏｇ　ｏｎ　ｔｈｅ　ｂｅａｃｈ', 'ja', 'en'],
    ['ｶﾒﾗ', 'zh', 'ja'],
    ['cafe\u0301', 'en', 'und-Latn'],
    ['Iris 犬 dog', 'ja', 'ja'],
    ['🐕‍🦺 2024', 'en', null],
    ['', 'en', null],
    ['dog 🐕 — “good” boy', 'en', 'en'],
  ])('reads %s with the interface in %s as %s', (text, ui, language) => {
    expect(languageOf(text, ui)).toBe(language);
  });
});

describe('speaks', () => {
  test('an English encoder speaks English and text without a language', () => {
    expect(speaks(['en'], 'en')).toBe(true);
    expect(speaks(['en'], null)).toBe(true);
    expect(speaks(['en'], 'ja')).toBe(false);
    expect(speaks(['en'], 'und-Latn')).toBe(false);
  });

  test('a multilingual encoder speaks Latin languages that cannot be told apart', () => {
    expect(speaks(['en', 'fr', 'de'], 'und-Latn')).toBe(true);
  });
});
