import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { readinessOf } from '#session/models/readiness';

test.each([
  ['starter', DEFAULT_CHOICE],
  ['clip-b32', { space: 'clip-b32', image: 'clip-b32/image/q8' }],
])('programs that drive the app are told "%s"', (id, choice) => {
  const readiness = readinessOf({
    known: signal(false),
    presences: signal({}),
    active: signal({ choice, space: undefined }),
    offline: signal('preparing'),
    indexingProblem: signal(null),
  });
  expect(readiness.value.modelId).toBe(id);
});
