import { expect, test } from 'vitest';
import { asProblem, Problem, problemCode } from '#core/errors';

test('a problem keeps its code on the way between workers, where only name and message travel', () => {
  const { name, message } = new Problem('network', 'x answered 404.');
  const arrived = Object.assign(new Error(message), { name });
  expect(problemCode(arrived)).toBe('network');
});

test('a full disk is known by the browser’s own name for it', () => {
  expect(asProblem(new DOMException('', 'QuotaExceededError')).code).toBe('disk-full');
});

test('what is not known gets the code it is given, and keeps its cause', () => {
  const cause = new TypeError('odd');
  const problem = asProblem(cause, 'damaged');
  expect(problem.code).toBe('damaged');
  expect(problem.cause).toBe(cause);
  expect(asProblem('odd').code).toBe('unknown');
});
