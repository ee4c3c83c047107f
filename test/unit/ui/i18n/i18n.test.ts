import { describe, expect, it } from 'vitest';
import en from '../../../../src/ui/i18n/en';
import later from '../../../../src/ui/i18n/en-later';
import ja from '../../../../src/ui/i18n/ja';
import zh from '../../../../src/ui/i18n/zh';

/** Returns every sentence by its key, and plural forms under one key. */
function sentences(messages: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === 'string') found.set(path + key.replace(/_(one|other)$/, ''), value);
    else for (const [inner, text] of sentences(value, `${path}${key}.`)) found.set(inner, text);
  }
  return found;
}

const placeholders = (text = '') => [...text.matchAll(/{{(.*?)}}/g)].map(([, name]) => name).sort();

describe.each([
  ['Japanese', ja],
  ['Chinese', zh],
])('the words in %s', (_, messages) => {
  it('take the same values as the English ones', () => {
    const own = sentences(messages);
    for (const [key, text] of sentences({ ...en, ...later })) {
      expect([key, placeholders(own.get(key))]).toEqual([key, placeholders(text)]);
    }
  });

  it('are never empty', () => {
    for (const [key, text] of sentences(messages)) expect([key, text.trim()]).not.toEqual([key, '']);
  });

  // The full stop tells `problemLine` not to add a space.
  it('end the description of a problem with their own full stop', () => {
    const happened = [...sentences(messages.problem)].filter(([key]) => key.endsWith('.what'));
    expect(happened.filter(([, text]) => !text.endsWith('。'))).toEqual([]);
    expect(happened.length).toBeGreaterThan(20);
  });
});
