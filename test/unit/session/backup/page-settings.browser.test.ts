import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Language } from '#core/languages';
import { GOOD_ERROR, LINES } from '#core/rank';
import { pageSettings, takePageSettings } from '#session/backup/page-settings';
import type { Theme } from '#session/shell/contract';

beforeEach(() => localStorage.clear());
afterEach(() => localStorage.clear());

const here = () => ({
  theme: signal<Theme>('system'),
  language: signal<Language>('en'),
  rowHeight: signal(200),
  line: signal(GOOD_ERROR),
  classText: signal(''),
});
const values = (all: ReturnType<typeof here>) =>
  Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value.value]));

test('those that were chosen in this browser are kept, and nothing else of it', () => {
  localStorage.setItem('mitsuke.labels', '犬, cat');
  localStorage.setItem('mitsuke.filled', 'yes');
  localStorage.setItem('mitsuke.requests', '[]');
  expect(pageSettings()).toEqual({ labels: '犬, cat' });
});

test('each is taken over where nobody has chosen here, or where all are wanted', () => {
  const [line] = LINES.filter((each) => each !== GOOD_ERROR) as [number];
  const kept = { theme: 'dark', language: 'ja', rowHeight: '120', line: String(line), labels: '犬' };
  localStorage.setItem('mitsuke.theme', 'light');
  const some = here();
  takePageSettings(some, kept, false);
  expect(values(some)).toEqual({ theme: 'system', language: 'ja', rowHeight: 120, line, classText: '犬' });
  const all = here();
  takePageSettings(all, kept, true);
  expect(all.theme.value).toBe('dark');
});

test('what is no value of a preference is left out', () => {
  const all = here();
  const before = values(all);
  takePageSettings(all, { theme: 'pink', language: 'xx', rowHeight: '-5', line: '9', more: 'x' }, true);
  expect(values(all)).toEqual(before);
});
