import { describe, expect, test } from 'vitest';
import type { PhotoCard } from '#core/photo';
import type { Strength } from '#core/rank';
import { wallTime } from '#core/wall-clock';
import type { Match } from '#session/finding/contract';
import { arrange } from '../../../../src/ui/search/arranging';

function match(no: number, strength: Strength, day = 1, stack: Match[] = []): Match {
  const photo: PhotoCard = {
    no,
    name: `${no}.jpg`,
    width: 3,
    height: 2,
    color: 0,
    taken: wallTime(2024, 1, day, 12),
  };
  return { photo, score: 1 - no / 100, strength, stack };
}

const numbers = ({ matches }: { matches: Match[] }) => matches.map(({ photo }) => photo.no);
const still = { order: 'relevance', spread: new Set<number>(), below: 10 } as const;

describe('matches', () => {
  const found = [match(1, 'strong', 5), match(2, 'good', 9), match(3, 'maybe', 30), match(4, 'maybe', 2)];

  test('are divided by strength', () => {
    expect(arrange(found, still).stretches).toEqual([
      { key: 'strong', of: 'strong', from: 0, to: 1 },
      { key: 'good', of: 'good', from: 1, to: 2 },
      { key: 'maybe', of: 'maybe', from: 2, to: 4 },
    ]);
  });

  test('are sorted by date only above the line', () => {
    const arranged = arrange(found, { ...still, order: 'date' });
    expect(numbers(arranged)).toEqual([2, 1, 3, 4]);
    expect(arranged.stretches.map(({ of }) => typeof of)).toEqual(['number', 'string']);
  });

  test('below the line are shown up to a number, and the others are counted', () => {
    const arranged = arrange(found, { ...still, below: 1 });
    expect(numbers(arranged)).toEqual([1, 2, 3]);
    expect(arranged.hidden).toBe(1);
  });

  test('that are nearly identical are stacked behind the first until the stack is opened', () => {
    const stacked = [match(1, 'strong', 1, [match(7, 'good')]), match(2, 'strong')];
    expect(numbers(arrange(stacked, still))).toEqual([1, 2]);
    const spread = arrange(stacked, { ...still, spread: new Set([1]) });
    expect(numbers(spread)).toEqual([1, 7, 2]);
    expect(spread.stretches).toEqual([{ key: 'strong', of: 'strong', from: 0, to: 3 }]);
  });

  test('are all below the line if no match is above it', () => {
    expect(arrange([match(1, 'maybe')], still).stretches).toEqual([
      { key: 'maybe', of: 'maybe', from: 0, to: 1 },
    ]);
  });
});
