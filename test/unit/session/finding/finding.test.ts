/** The Finder asks one question at a time, the newest, and keeps the last answer until the next arrives. */

import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import { NO_FILTER } from '#core/filter';
import type { Unrelated } from '#core/rank';
import { type Answer, NO_QUERY } from '#session/finding/contract';
import { Finder, type FindingParts } from '#session/finding/finding';
import type { Question, Ranking } from '#workers/search/contract';
import { card, cardsOf, openSpace, ranking } from '../fixtures';
import { type Held, held, settled } from '../held';

const UNRELATED: Unrelated = { mean: 0.1, deviation: 0.02 };

/** Questions to search, each answered by the test. */
let asked: (Held<Ranking> & { question: Question })[];
/** Texts that were encoded, in order. */
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
  return {
    finder: new Finder({ ready, vectors, cards, ownWords: async () => [], line: signal(0.2) }),
    cards,
    ready,
  };
}

/** Waits for the question with this index. */
async function question(index: number) {
  while (!asked[index]) await settled();
  return asked[index] as (typeof asked)[number];
}

function shown(answer: Answer): string {
  if (answer.state === 'found') return `${answer.query.text}: ${answer.matches.map(({ photo }) => photo.no)}`;
  return answer.state;
}

/** Code is fetched on the way, which takes long on a busy machine. */
const PATIENCE = { timeout: 30_000 };

describe('a question', () => {
  test('is answered by a moment of a video: that of its best picture, or of its poster', async () => {
    const { finder: it, cards } = finder();
    const video = { seconds: 30, poster: 2 };
    cards.value = cardsOf(card(1), { ...card(2), video }, { ...card(3), video });
    it.ask({ text: 'cat' });
    const frames = [{ no: 9, photo: 3, seconds: 21 }];
    (await question(0)).resolve({ ...ranking([3, 1, 2]), frames });
    await settled();
    const { matches } = it.answer.value as Extract<Answer, { state: 'found' }>;
    expect(matches.map(({ moment }) => moment)).toEqual([
      { picture: 9, seconds: 21 },
      undefined,
      { picture: 2, seconds: 2 },
    ]);
  });

  test('is searched until it is answered, and stays answered until the query is empty', async () => {
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

  test('waits for the one before, and skips those in between', async () => {
    const { finder: it } = finder();
    for (const text of ['d', 'do', 'dog']) it.ask({ text });
    (await question(0)).resolve(ranking([1]));
    (await question(1)).resolve(ranking([2]));
    await settled();
    expect(composed).toEqual(['d', 'dog']);
    expect(asked).toHaveLength(2);
    expect(shown(it.answer.value)).toBe('dog: 2');
  });

  test('is not answered by an older one', async () => {
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

  test('keeps the last answer until its own arrives', async () => {
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

  test('that is cleared before its answer is not answered', async () => {
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

  test('of conditions alone is not ranked', async () => {
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
  test('is reported with the last results, and cleared by the next answer', async () => {
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

  test('of an outdated question is not reported', async () => {
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

  test('before any answer has no last results', async () => {
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

  test('requests the next matches once, and not beyond the last', async () => {
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

  test('does nothing before there are results', async () => {
    const { finder: it } = finder();
    it.more();
    it.ask({ text: 'dog' });
    await question(0);
    it.more();
    await settled();
    expect(asked).toHaveLength(1);
  });
});

describe('an answer', () => {
  test('is requested again from the space that is ready by then', async () => {
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

  test('loses a removed photo before it is requested again', async () => {
    const { finder: it, cards } = finder();
    it.ask({ text: 'dog' });
    (await question(0)).resolve(ranking([1, 2, 3]));
    await settled();
    cards.value = cardsOf(card(1), card(3));
    expect(shown(it.answer.value)).toBe('dog: 1,3');
  });

  test('asks for the words in photos too, and again once they are known', async () => {
    const { finder: it } = finder();
    it.ask({ text: 'whole milk +bread -"IMG"' });
    const early = await question(0);
    expect(early.question.words).toBe('whole milk bread');
    early.resolve({ ...ranking([1, 2]), unread: true });
    const written = [{ photo: 3, kind: 'whole' as const, rarity: 0.9, lines: [1], score: 0.1 }];
    (await vi.waitUntil(() => asked[1], PATIENCE)).resolve({ ...ranking([1, 2]), written });
    await vi.waitUntil(() => shown(it.answer.value).endsWith(': 3,1,2'), PATIENCE);
    const { matches } = it.answer.value as Extract<Answer, { state: 'found' }>;
    expect(matches[0]).toMatchObject({ strength: 'strong', lines: [1] });
  });

  test('stacks nearly identical photos behind the first of them', async () => {
    const { finder: it } = finder();
    it.ask({ text: 'dog' });
    (await question(0)).resolve({ ...ranking([1, 2, 3]), stacks: Uint32Array.of(0, 0, 2) });
    await settled();
    expect(shown(it.answer.value)).toBe('dog: 1,3');
    const { value } = it.answer;
    expect(value.state === 'found' && value.matches[0]?.stack.map(({ photo }) => photo.no)).toEqual([2]);
  });
});

test('a glance does not change the answer, and counts stacked photos too', async () => {
  const { finder: it } = finder();
  const glance = it.glance({ ...NO_QUERY, text: 'dog' });
  (await question(0)).resolve({ ...ranking([1, 2]), stacks: Uint32Array.of(0, 0) });
  expect(await glance).toEqual({ cover: card(1), count: 2 });
  expect(shown(it.answer.value)).toBe('none');
});
