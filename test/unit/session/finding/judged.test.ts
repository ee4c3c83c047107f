/** What becomes of judgements while the query changes, and of the vector with them. */

import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import { NO_FILTER } from '#core/filter';
import { dot, meanOf, normalise } from '#core/vector';
import { NO_QUERY } from '#session/finding/contract';
import { Finder } from '#session/finding/finding';
import { addOwnWord, taughtDirection } from '#session/finding/teaching';
import { cardsOf, openSpace } from '../fixtures';

const JUDGEMENTS = [{ photos: [1], wanted: true }];

function finder() {
  const ready = signal(new Promise<never>(() => undefined));
  const vectors = { compose: async () => ({ vector: null, unrelated: null, unspoken: null }) };
  return new Finder({
    ready,
    vectors,
    cards: signal(cardsOf()),
    ownWords: async () => [],
    line: signal(0.2),
  });
}

describe('judgements', () => {
  test('stay while the text grows and shrinks, and conditions change', () => {
    const it = finder();
    it.ask({ text: 'dog', judgements: JUDGEMENTS });
    for (const text of ['dog at', 'dog', 'do']) it.ask({ text });
    it.ask({ filter: { ...NO_FILTER, favourite: true } });
    expect(it.query.value.judgements).toEqual(JUDGEMENTS);
  });

  test.each(['cat', ''])('do not stay for another search: "%s"', (text) => {
    const it = finder();
    it.ask({ text: 'dog', judgements: JUDGEMENTS });
    it.ask({ text });
    expect(it.query.value.judgements).toEqual([]);
  });

  test('go with the query', () => {
    const it = finder();
    it.ask({ text: 'dog', judgements: JUDGEMENTS });
    it.ask(NO_QUERY);
    expect(it.query.value.judgements).toEqual([]);
    expect(it.answer.value.state).toBe('none');
  });

  test('without words or a photo are a query', () => {
    const it = finder();
    it.ask({ judgements: JUDGEMENTS });
    expect(it.answer.value.state).toBe('searching');
  });
});

describe('the direction', () => {
  const vectors = new Map([
    [1, Float32Array.of(1, 0, 0)],
    [2, Float32Array.of(0, 1, 0)],
    [3, Float32Array.of(0, 0, 1)],
  ]);
  const open = openSpace({ vectorOf: async (photo: number) => vectors.get(photo) ?? null });
  const photos = {
    ...{ key: '', queries: [], plain: [...vectors.values()] },
    centre: Float32Array.of(1 / 3, 1 / 3, 1 / 3),
  };
  const query = { vector: Float32Array.of(0, 1, 0), unrelated: { mean: 0.3, deviation: 0.2 } };

  test('turns to what is wanted', async () => {
    const taught = await taughtDirection(query, JUDGEMENTS, photos, open);
    const score = (no: number) => dot(taught?.vector as Float32Array, vectors.get(no) as Float32Array);
    expect(score(1)).toBeGreaterThan(score(3));
  });

  test('is the same whatever the order of the steps, and as before if nothing is known of the photos', async () => {
    const steps = [
      { photos: [1], wanted: true },
      { photos: [3], wanted: false },
    ];
    const one = await taughtDirection(query, steps, photos, open);
    expect(await taughtDirection(query, steps.toReversed(), photos, open)).toEqual(one);
    expect(await taughtDirection(query, [{ photos: [99], wanted: true }], photos, open)).toBe(query);
  });
});

/** Photos 1 to 4 show one thing and 5 to 8 another, as a model with this many numbers sees them. */
function seenBy(dimension: number) {
  const vectors = new Map(
    Array.from({ length: 8 }, (_, i) => {
      const vector = new Float32Array(dimension).fill(0.05);
      // Each model has its own numbers for the same things, and no two photos are alike.
      vector[(i < 4 ? 0 : 1) + dimension - 3] = 1;
      vector[i % (dimension - 3)] = 0.3;
      normalise(vector);
      return [i + 1, vector];
    }),
  );
  const centre = meanOf([...vectors.values()]);
  return {
    vectors,
    open: openSpace({ vectorOf: async (photo: number) => vectors.get(photo) ?? null }),
    photos: { ...{ key: '', queries: [], plain: [...vectors.values()] }, centre },
  };
}

test.each([8, 5])(
  'an own word finds what its examples show in the space of any model: of %d numbers',
  async (dimension) => {
    const { vectors, open, photos } = seenBy(dimension);
    const sum = new Float32Array(dimension);
    const examples = [{ photos: [1, 2, 3], wanted: true }];
    expect(await addOwnWord(sum, examples, { weight: 1, deviation: 0.1 }, photos, open)).not.toBeNull();
    const best = [...vectors].sort(([, a], [, b]) => dot(sum, b) - dot(sum, a)).map(([no]) => no);
    expect(best.slice(0, 4).toSorted()).toEqual([1, 2, 3, 4]);
  },
);
