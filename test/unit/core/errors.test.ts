import { expect, test } from 'vitest';
import { asProblem, Problem, problemCode } from '#core/errors';

test('a problem keeps its code between workers, which pass on only name and message', () => {
  const { name, message } = new Problem('network', 'x answered 404.');
  const arrived = Object.assign(new Error(message), { name });
  expect(problemCode(arrived)).toBe('network');
});

test('the browser’s error of a full disk becomes disk-full', () => {
  expect(asProblem(new DOMException('', 'QuotaExceededError')).code).toBe('disk-full');
});

test('an unknown error gets the given code, and keeps its cause', () => {
  const cause = new TypeError('odd');
  const problem = asProblem(cause, 'damaged');
  expect(problem.code).toBe('damaged');
  expect(problem.cause).toBe(cause);
  expect(asProblem('odd').code).toBe('unknown');
});
