import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderOf } from '#session/system/address';

test.each([
  ['#find=beach', 'beach'],
  ['#find=a%20dog%20%2Bsunset', 'a dog +sunset'],
  ['#find=%E3%83%91%E3%83%B3%E3%83%80', 'パンダ'],
  ['#find=a=b', 'a=b'],
  ['#find=50% off', '50% off'],
  ['#find=web%2Bmitsuke%3Abeach', 'beach'],
  ['#find=web%2Bmitsuke%3A%2F%2Fa%2520dog', 'a dog'],
])('%s asks for "%s"', (hash, text) => {
  expect(orderOf(hash)).toEqual({ kind: 'find', text });
});

test.each(['', '#', '#find', '#find=', '#find=%20', '#tidy', '#settings', '#searching', '#shared-x'])(
  '"%s" orders nothing',
  (hash) => {
    expect(orderOf(hash)).toBeNull();
  },
);

test('shortcuts and shares are told apart', () => {
  expect(orderOf('#camera')).toEqual({ kind: 'shortcut', shortcut: 'camera' });
  expect(orderOf('#shared')).toEqual({ kind: 'shared', failed: false });
  expect(orderOf('#shared=failed')).toEqual({ kind: 'shared', failed: true });
});

test('any words survive the address, up to the field’s length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (words) => {
      const order = orderOf(`#find=${encodeURIComponent(words)}`);
      const text = order?.kind === 'find' ? order.text : '';
      expect(text.length).toBeLessThanOrEqual(400);
      // Words that look percent-encoded are read as such: a link may be encoded twice.
      if (!/%|web\+mitsuke/i.test(words)) expect(text).toBe(words.trim().slice(0, 400));
    }),
  );
});

test('any fragment is an order or none', () => {
  fc.assert(
    fc.property(fc.string(), (hash) => {
      expect(() => orderOf(`#${hash}`)).not.toThrow();
    }),
  );
});
