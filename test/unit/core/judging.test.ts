import { expect, test } from 'vitest';
import { judgedAlso, verdicts } from '#core/judging';

const step = (wanted: boolean, ...photos: number[]) => ({ photos, wanted });

test('the last judgement of a photo counts', () => {
  const judgements = [step(true, 1, 2), step(false, 2, 3)];
  expect(verdicts(judgements)).toEqual(
    new Map([
      [1, true],
      [2, false],
      [3, false],
    ]),
  );
});

test('the same judgement again takes it back, of these photos alone', () => {
  const once = judgedAlso([step(true, 1, 2)], [2], true);
  expect(once).toEqual([step(true, 1)]);
  expect(judgedAlso(once, [1], true)).toEqual([]);
});

test('a judgement of photos of which some were judged so is a step more', () => {
  expect(judgedAlso([step(true, 1)], [1, 2], true)).toEqual([step(true, 1), step(true, 1, 2)]);
  expect(judgedAlso([step(true, 1)], [1], false)).toEqual([step(true, 1), step(false, 1)]);
});
