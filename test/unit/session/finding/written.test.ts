import { describe, expect, test } from 'vitest';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Strength } from '#core/rank';
import type { Match } from '#session/finding/contract';
import { joinWritten } from '#session/finding/written';
import type { Written } from '#workers/search/contract';

const card = (no: PhotoNo) => ({ no, name: `${no}.jpg` }) as PhotoCard;
const match = (no: PhotoNo, strength: Strength, stack: Match[] = []): Match => ({
  photo: card(no),
  score: 1 - no / 100,
  strength,
  stack,
});
const has = (photo: PhotoNo, kind: Written['kind'], rarity: number): Written => ({
  photo,
  kind,
  rarity,
  lines: [2],
  score: 0.1,
});

const cards = new Map(Array.from({ length: 40 }, (_, i) => [i, card(i)] as const));
const SEEN = [match(1, 'strong'), match(2, 'good'), match(3, 'good'), match(4, 'maybe'), match(5, 'maybe')];

const joined = (written: Written[], matches: readonly Match[] = SEEN) =>
  joinWritten(matches, written, cards).map(
    ({ photo, strength, lines }) => `${photo.no} ${strength}${lines ? ' Aa' : ''}`,
  );

describe('photos that have the words of a query', () => {
  test('come first where few have them as whole words', () => {
    expect(joined([has(9, 'whole', 0.9), has(4, 'whole', 0.6)])).toEqual([
      '9 strong Aa',
      '4 strong Aa',
      '1 strong',
      '2 good',
      '3 good',
      '5 maybe',
    ]);
  });

  test.each([
    ['whole words that more photos have', has(9, 'whole', 0.3)],
    ['rare words with a wrong letter', has(9, 'near', 0.8)],
    ['a part of a rare word', has(9, 'part', 0.8)],
  ])('come after what looks good: %s', (_, written) => {
    expect(joined([written])).toEqual(['1 strong', '2 good', '3 good', '9 good Aa', '4 maybe', '5 maybe']);
  });

  test('push nothing away if most photos have them, and are marked where they are', () => {
    const common = Array.from({ length: 30 }, (_, i) => has(i + 3, 'whole', 0.1));
    expect(joined(common)).toEqual(['1 strong', '2 good', '3 good Aa', '4 maybe Aa', '5 maybe Aa']);
  });

  test('stay where they look better than that', () => {
    expect(joined([has(1, 'near', 0.9), has(2, 'part', 0.9)])).toEqual([
      '1 strong Aa',
      '2 good Aa',
      '3 good',
      '4 maybe',
      '5 maybe',
    ]);
  });

  test('bring the stack that they are in', () => {
    const stacked = [match(1, 'good'), match(2, 'maybe', [match(6, 'maybe')])];
    const result = joinWritten(stacked, [has(6, 'whole', 0.9), has(2, 'whole', 0.9)], cards);
    expect(result.map(({ photo }) => photo.no)).toEqual([2, 1]);
    expect(result[0]).toMatchObject({ strength: 'strong', lines: [], stack: [{ photo: { no: 6 } }] });
  });

  test('are left out if the page does not know them yet', () => {
    expect(joined([has(99, 'whole', 1)])).toEqual(joined([]));
  });

  test('never come twice, and strengths stay in order', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      return seed / 0x7fffffff;
    };
    const kinds = ['whole', 'part', 'near'] as const;
    const order = ['strong', 'good', 'maybe'];
    for (let turn = 0; turn < 300; turn++) {
      const written = Array.from({ length: 1 + Math.floor(random() * 20) }, () =>
        has(Math.floor(random() * 50), kinds[Math.floor(random() * 3)] ?? 'whole', random()),
      );
      const result = joinWritten(SEEN, written, cards);
      const nos = result.map(({ photo }) => photo.no);
      expect(new Set(nos).size).toBe(nos.length);
      expect(SEEN.every(({ photo }) => nos.includes(photo.no))).toBe(true);
      const places = result.map(({ strength }) => order.indexOf(strength));
      expect(places).toEqual([...places].sort());
    }
  });
});
