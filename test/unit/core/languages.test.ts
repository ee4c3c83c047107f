import { expect, test } from 'vitest';
import { isLanguage, preferredLanguage, tagOf } from '#core/languages';

test.each([
  [['fr', 'zh-Hant-TW', 'ja'], 'zh'],
  [['JA-jp'], 'ja'],
  [['fr'], 'en'],
  [[], 'en'],
])('the preferred languages %j select %s', (wanted, spoken) => {
  expect(preferredLanguage(wanted)).toBe(spoken);
});

test('Chinese is tagged with its script, because its characters are drawn unlike Japanese ones', () => {
  expect(tagOf('zh')).toBe('zh-Hans');
  expect(tagOf('ja')).toBe('ja');
});

test('a stored value of another version may not be a language', () => {
  expect(isLanguage('zh')).toBe(true);
  expect(isLanguage('zh-Hans')).toBe(false);
});
