import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Occasion } from '#core/occasion';
import { type WallTime, wallTime } from '#core/wall-clock';
import { aboutOf, photosOf, titleOf } from '../../../../src/ui/days/words';
import { loadLaterWords, startLanguage } from '../../../../src/ui/i18n';
import { card } from '../../session/fixtures';

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await loadLaterWords();
});
afterEach(() => startLanguage('en'));

const facts = (from: WallTime, before: WallTime) => ({
  ...{ key: '', from, before, cover: 1 },
  photos: Uint32Array.of(1, 2, 3),
});
const DAY: Occasion = { kind: 'day', yearsAgo: 7, ...facts(wallTime(2019, 11, 30), wallTime(2019, 12, 1)) };
const WINTER: Occasion = { kind: 'season', name: 'winter', ...facts(wallTime(2025, 12), wallTime(2026, 3)) };
const SPRING: Occasion = { kind: 'season', name: 'spring', ...facts(wallTime(2024, 3), wallTime(2024, 6)) };
const MONTHS: Occasion = { kind: 'season', name: null, ...facts(wallTime(2025, 12), wallTime(2026, 3)) };
const BEST: Occasion = { kind: 'best', ...facts(wallTime(2026, 10), wallTime(2026, 11)) };

const nowhere = { cityAt: async () => null };
const titles = () => [DAY, WINTER, SPRING, MONTHS, BEST].map((one) => titleOf(one, nowhere));

describe('an occasion is called', () => {
  test('in English', () => {
    expect(titles()).toEqual([
      '7 years ago today',
      'Winter 2025–26',
      'Spring 2024',
      'December 2025 – February 2026',
      'The best of October 2026',
    ]);
    expect(titleOf({ ...DAY, yearsAgo: 1 }, nowhere)).toBe('1 year ago today');
  });

  test('in Japanese', async () => {
    await startLanguage('ja');
    expect(titles()).toEqual([
      '7年前の今日',
      '2025–26年の冬',
      '2024年の春',
      '2025年12月～2026年2月',
      '2026年10月のベスト',
    ]);
  });

  test('in Chinese', async () => {
    await startLanguage('zh');
    expect(titles()).toEqual([
      '7 年前的今天',
      '2025–26 年冬天',
      '2024 年春天',
      '2025年12月至2026年2月',
      '2026年10月精选',
    ]);
  });
});

test('below it is the day, or how many photos', () => {
  expect(aboutOf(DAY)).toBe('November 30, 2019');
  expect(aboutOf(BEST)).toBe('3 photos');
});

test('its photos are in the order of time, without those that are gone', () => {
  const library = [card(5), card(3), card(1)];
  expect(photosOf(BEST, library).map(({ no }) => no)).toEqual([1, 3]);
});
