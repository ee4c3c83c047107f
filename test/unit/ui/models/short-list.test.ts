import { expect, test } from 'vitest';
import { SPACES } from '#models/catalogue';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { shortList } from '../../../../src/ui/models/short-list';

const STARTER = { active: DEFAULT_CHOICE, next: null };
const own = { ...SPACES[0], id: 'own-1' } as (typeof SPACES)[number];

test('the model in use comes first, then the recommended, a smaller one, and one for more languages', () => {
  const { short } = shortList(SPACES, STARTER, 'clip-b32', 'en');
  expect(short.map(({ reason }) => reason).slice(0, 3)).toEqual(['inUse', 'recommended', 'smaller']);
  expect(short.map(({ space }) => space.id).slice(0, 2)).toEqual([DEFAULT_CHOICE.space, 'clip-b32']);
});

test('every model is listed once, and models of the user come last', () => {
  const { short, rest } = shortList([...SPACES, own], STARTER, 'clip-b32', 'ja');
  const all = [...short.map(({ space }) => space), ...rest].map(({ id }) => id);
  expect([...all].sort()).toEqual([...SPACES, own].map(({ id }) => id).sort());
  expect(rest.at(-1)).toBe(own);
});

test('without a recommendation no smaller model is proposed', () => {
  const { short } = shortList(SPACES, STARTER, null, 'en');
  expect(short.map(({ reason }) => reason)).not.toContain('smaller');
});

test('a smaller model understands the language of the interface', () => {
  const { short } = shortList(SPACES, STARTER, 'siglip2-base', 'ja');
  const smaller = short.find(({ reason }) => reason === 'smaller')?.space;
  expect(smaller?.texts.some(({ languages }) => languages.includes('ja')) ?? true).toBe(true);
});
