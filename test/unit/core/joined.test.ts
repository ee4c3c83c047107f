import { expect, test } from 'vitest';
import { joined } from '#core/joined';

test('parts of any lengths are joined in their order', () => {
  const parts = [Uint8Array.of(1, 2), new Uint8Array(0), Uint8Array.of(3)];
  expect([...joined(parts)]).toEqual([1, 2, 3]);
  expect(joined([])).toHaveLength(0);
});
