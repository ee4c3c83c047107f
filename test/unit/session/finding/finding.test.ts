/** The Finder: one question at a time, the newest; the last answer stays until the next is there. */

import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test } from 'vitest';
import { Problem } from '#core/errors';
import { NO_FILTER } from '#core/filter';
import type { Unrelated } from '#core/rank';
import { type Answer, NO_QUERY } from '#session/finding/contract';
import { Finder, type FindingParts } from '#session/finding/finding';
import type { Question, Ranking } from '#workers/search/contract';
import { card, cardsOf, openSpace, ranking } from '../fixtures';
import { type Held, held, settled } from '../held';

const UNRELATED: Unrelated = { mean: 0.1, deviation: 0.02 };

/** Questions that search was asked, each answered by hand. */
let asked: (Held<Ranking> & { question: Question })[];
/** Texts that were made vectors of, in order. */
let composed: string[];

beforeEach(() => {
  asked = [];
  composed = [];
});

function finder() {
  const cards = signal(cardsOf(card(1), card(2), card(3)));
  const search = {
    rank: (question: Question) => {
      const answer = { ...held<Ranking>(), question };
      asked.push(answer);
      return answer.promise;
    },
  };
  const vectors: FindingParts['vectors'] = {
    compose: async (terms) => {
      composed.push(terms.map(({ text }) => text).join(' '));
      if (terms.length === 0) return { vector: null, unrelated: null, unspoken: null };
      return { vector: Float32Array.of(1, 0), unrelated: UNRELATED, unspoken: null };
    },
  };
  const ready = signal(Promise.resolve(openSpace(search)));
  return { finder: new Finder({ ready, vectors, cards, line: signal(0.2) }), cards, ready };
}

/** The question at a place in the order of asking, once it was asked. */
async function question(index: number) {
  while (!asked[index]) await settled();
  return asked[index] as (typeof asked)[number];
}

function shown(answer: Answer): string {
  if (answer.state === 'found') return `${answer.query.text}: ${answer.matches.map(({ photo }) => photo.no)}`;
  return answer.state;
}

describe('a question', () => {
  test('is searched until it is answered, and answered until nothing is asked', async () => {
    const { finder: it } = finder();
    expect(shown(it.answer.value)).toBe('none');
    it.ask({ text: 'dog' });
    expect(shown(it.answer.value)).toBe('searching');
    (await question(0)).resolve(ranking([2, 1]));
    await settled();
    expect(shown(it.answer.value)).toBe('dog: 2,1');
    it.ask(NO_QUERY);
    expect(shown(it.answer.value)).toBe('none');
  });

  test('waits for the one before; what was typed in between is never asked', async () => {
    const { finder: it } = finder();
    for (const text of ['d', 'do', 'dog']) it.ask({ text });
    (await question(0)).resolve(ranking([1]));
    (await question(1)).resolve(ranking([2]));
    await settled();
    expect(composed).toEqual(['d', 'dog']);
    expect(asked).toHaveLength(2);
    expect(shown(it.answer.value)).toBe('dog: 2');
  });

  test('is not answered by what was asked before it', async () => {
    const { finder: it } = finder();
    it.ask({ text: 'd' });
    const old = await question(0);
    it.ask({ text: 'dog' });
    old.resolve(ranking([1]));
    const next = await question(1);
    expect(shown(it.answer.value)).toBe('searching');
    next.resolve(ranking([2]));
    await settled();
    expect(shown(it.answer.value)).toBe('dog: 2');
  });

  test('leaves the last answer in place until its own is there', async () => {
    const { finder: it } = finder();
    it.ask({ text: 'dog' });
    (await question(0)).resolve(ranking([1]));
    await settled();
    it.ask({ text: 'cat' });
    const next = await question(1);
    expect(shown(it.answer.value)).toBe('dog: 1');
    next.resolve(ranking([3]));
    await settled();
    expect(shown(it.answer.value)).toBe('cat: 3');
  });

  test('that is taken back before its answer came is not answered', async () => {
    const { finder: it } = finder();
    it.ask({ text: 'dog' });
    const old = await question(0);
    it.ask(NO_QUERY);
    old.resolve(ranking([1]));
    await settled();
    expect(shown(it.answer.value)).toBe('none');
    it.ask({ text: 'cat' });
    expect(shown(it.answer.value)).toBe('searching');
  });

  test('of conditions alone ranks nothing', async () => {
    const { finder: it } = finder();
    it.ask({ filter: { ...NO_FILTER, favourite: true } });
    const { question: put, resolve } = await question(0);
    expect(put).toMatchObject({ vector: null, filter: { favourite: true } });
    resolve(ranking([1]));
    await settled();
    expect(it.answer.value).toMatchObject({ state: 'found', ranked: false });
  });
});

describe('a problem', () => {
  test('is told with what was found last, and gone with the next answer', async () => {
    const { finder: it } = finder();
    it.ask({ text: 'dog' });
    (await question(0)).resolve(ranking([1]));
    await settled();
    it.ask({ text: 'cat' });
    (await question(1)).reject(new Problem('encoder-failed', 'Broken.'));
    await settled();
    expect(it.answer.value).toMatchObject({
      state: 'problem',
      problem: 'encoder-failed',
      last: { query: { text: 'dog' } },
    });
    it.ask({});
    (await question(2)).resolve(ranking([2]));
    await settled();
    expect(shown(it.answer.value)).toBe('cat: 2');
  });

  test('of a question that was changed meanwhile is not told', async () => {
    const { finder: it } = finder();
    it.ask({ text: 'dog' });
    const old = await question(0);
    it.ask({ text: 'cat' });
    old.reject(new Error('Broken.'));
    const next = await question(1);
    expect(shown(it.answer.value)).toBe('searching');
    next.resolve(ranking([2]));
    await settled();
    expect(shown(it.answer.value)).toBe('cat: 2');
  });

  test('before any answer has nothing to show beside it', async () => {
    const { finder: it } = finder();
    it.ask({ text: 'dog' });
    (await question(0)).reject(new Error('Broken.'));
    await settled();
    expect(it.answer.value).toEqual({ state: 'problem', problem: 'unknown', last: null });
  });
});

describe('more', () => {
  const PAGE = 300;
  const first = Array.from({ length: PAGE }, (_, i) => i + 1);

  test('asks for the next matches once, and not beyond the last', async () => {
    const { finder: it, cards } = finder();
    cards.value = cardsOf(...first.map((no) => card(no)), card(1000));
    it.ask({ text: 'dog' });
    const { question: put, resolve } = await question(0);
    expect(put.limit).toBe(PAGE);
    resolve(ranking(first, PAGE + 1));
    await settled();
    it.more();
    it.more();
    const next = await question(1);
    expect(next.question.limit).toBe(PAGE * 4);
    next.resolve(ranking([...first, 1000]));
    await settled();
    it.more();
    await settled();
    expect(asked).toHaveLength(2);
  });

  test('does nothing while nothing was found', async () => {
    const { finder: it } = finder();
    it.more();
    it.ask({ text: 'dog' });
    await question(0);
    it.more();
    await settled();
    expect(asked).toHaveLength(1);
  });
});

describe('the library and its space change', () => {
  test('the same is asked again, of the space that is ready by then', async () => {
    const { finder: it, ready } = finder();
    it.refresh();
    it.ask({ text: 'dog' });
    (await question(0)).resolve(ranking([1]));
    await settled();
    ready.value = Promise.resolve(openSpace({ rank: async () => ranking([3]) }));
    it.refresh();
    await settled();
    expect(asked).toHaveLength(1);
    expect(shown(it.answer.value)).toBe('dog: 3');
  });

  test('a photo that is gone leaves the answer, before it is asked again', async () => {
    const { finder: it, cards } = finder();
    it.ask({ text: 'dog' });
    (await question(0)).resolve(ranking([1, 2, 3]));
    await settled();
    cards.value = cardsOf(card(1), card(3));
    expect(shown(it.answer.value)).toBe('dog: 1,3');
  });

  test('what is nearly identical stands behind the first of its kind', async () => {
    const { finder: it } = finder();
    it.ask({ text: 'dog' });
    (await question(0)).resolve({ ...ranking([1, 2, 3]), stacks: Uint32Array.of(0, 0, 2) });
    await settled();
    expect(shown(it.answer.value)).toBe('dog: 1,3');
    const { value } = it.answer;
    expect(value.state === 'found' && value.matches[0]?.stack.map(({ photo }) => photo.no)).toEqual([2]);
  });
});

test('a glance asks nothing, and counts what stands behind others too', async () => {
  const { finder: it } = finder();
  const glance = it.glance({ ...NO_QUERY, text: 'dog' });
  (await question(0)).resolve({ ...ranking([1, 2]), stacks: Uint32Array.of(0, 0) });
  expect(await glance).toEqual({ cover: card(1), count: 2 });
  expect(shown(it.answer.value)).toBe('none');
});
