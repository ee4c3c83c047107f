import { expect, test } from 'vitest';
import { withEndMark } from '#workers/decode/bitmap';
import { bmp } from '../../../fixtures/bmp';

const bitmap = (form: 'palette' | 'packed palette' | 'os2') =>
  new Uint8Array(bmp({ width: 8, height: 4, at: (x) => [x * 30, 0, 0], form }));

test('a packed bitmap without the mark of its end gets it', () => {
  const packed = bitmap('packed palette');
  const mended = withEndMark(packed);
  expect([...mended]).toEqual([...packed, 0, 1]);
  expect(withEndMark(mended)).toBe(mended);
});

test.each(['palette', 'os2'] as const)('%s: what is not packed stays as it is', (form) => {
  const file = bitmap(form);
  expect(withEndMark(file)).toBe(file);
});

test('what is cut within its header stays as it is', () => {
  const packed = bitmap('packed palette');
  for (let end = 0; end < 54; end++) {
    const cut = packed.subarray(0, end);
    expect(withEndMark(cut)).toBe(cut);
  }
});
