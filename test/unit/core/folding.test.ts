import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folded } from '#core/folding';

describe('folding a text', () => {
  test.each([
    ['Łódź', 'lodz'],
    ['TROMSØ tromsø', 'tromso tromso'],
    ['Diyarbakır İstanbul', 'diyarbakir istanbul'],
    ['Gießen STRAẞE', 'giessen strasse'],
    ['Đà Nẵng, Ðà Lạt, đ', 'da nang, da lat, d'],
    ['Ærø Œuvre Þingvellir Ħamrun Ŋ', 'aero oeuvre thingvellir hamrun n'],
    ['Ǿǽ', 'oae'],
    ['Cox’s ‘Ajlūn', "cox's 'ajlun"],
  ])('turns %j into %j', (text, plain) => {
    expect(folded(text)).toBe(plain);
  });

  test('keeps letters of other alphabets apart', () => {
    expect(folded('Йод')).not.toBe(folded('Иод'));
    expect(folded('が')).not.toBe(folded('か'));
  });
});

test('folding a text is idempotent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(folded(folded(text))).toBe(folded(text));
    }),
    { numRuns: 3000 },
  );
});
