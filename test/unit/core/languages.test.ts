import { expect, test } from 'vitest';
import { isLanguage, preferredLanguage, tagOf } from '#core/languages';

test.each([
  [['fr', 'zh-Hant-TW', 'ja'], 'zh'],
  [['JA-jp'], 'ja'],
  [['fr'], 'en'],
  [[], 'en'],
])('of %j, %s is spoken', (wanted, spoken) => {
  expect(preferredLanguage(wanted)).toBe(spoken);
});

test('Chinese is tagged by its characters, because they are drawn unlike Japanese ones', () => {
  expect(tagOf('zh')).toBe('zh-Hans');
  expect(tagOf('ja')).toBe('ja');
});

test('what was kept by another version may be no language', () => {
  expect(isLanguage('zh')).toBe(true);
  expect(isLanguage('zh-Hans')).toBe(false);
});
