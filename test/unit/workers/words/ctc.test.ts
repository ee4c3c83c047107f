import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSteps } from '#workers/words/ctc';
import { readDictionary } from '#workers/words/dictionary';

const CLASSES = ['', 'a', 'b', ' '];

/** Steps in which one class has a probability, and the others share the rest. */
function steps(...likely: [best: number, probability: number][]): Float32Array {
  return Float32Array.from(
    likely.flatMap(([best, p]) => CLASSES.map((_, i) => (i === best ? p : (1 - p) / (CLASSES.length - 1)))),
  );
}

test('repeats are one character, unless a blank is between them', () => {
  expect(readSteps(steps([1, 1], [1, 1], [0, 1], [1, 1], [2, 1], [2, 1]), CLASSES)).toEqual({
    text: 'aab',
    score: 1,
  });
});

test('the score is the mean of the first steps of characters', () => {
  const { text, score } = readSteps(steps([0, 0.99], [1, 0.5], [1, 0.9], [3, 0.75]), CLASSES);
  expect(text).toBe('a ');
  expect(score).toBeCloseTo((0.5 + 0.75) / 2);
});

test('a line of blanks is empty, and sure of nothing', () => {
  expect(readSteps(steps([0, 1], [0, 1]), CLASSES)).toEqual({ text: '', score: 0 });
});

test('the dictionary has a text for each of the 18,710 classes of the recogniser', () => {
  const classes = readDictionary(readFileSync('models/words/dictionary.txt', 'utf8'));
  expect(classes).toHaveLength(18_710);
  expect([classes[0], classes.at(-1)]).toEqual(['', ' ']);
  expect(classes.slice(1).filter((each) => [...each].length !== 1)).toEqual([]);
  // Trimming would lose the wide space.
  expect(classes).toContain('\u3000');
  expect(new Set(classes).size).toBe(classes.length);
});
