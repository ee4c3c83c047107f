import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buffersOf, packCards, unpackCards } from '#core/packed-cards';
import type { PhotoCard } from '#core/photo';

const size = fc.integer({ min: 1, max: 0xffffffff });
const cards = fc.array(
  fc.record(
    {
      no: size,
      name: fc.string({ unit: 'binary' }),
      width: size,
      height: size,
      color: fc.integer({ min: 0, max: 0xffffff }),
      // Before 1970 too, and in fractions.
      taken: fc.double({ min: -1e13, max: 1e13, noNaN: true }),
      favourite: fc.constant(true as const),
      live: fc.constant(true as const),
      video: fc.record(
        { seconds: fc.double({ min: 0, max: 1e5 }), poster: fc.double({ min: 0, max: 1e5 }) },
        { noNullPrototype: true },
      ),
      motion: fc.record({ offset: fc.nat(), bytes: fc.nat() }, { noNullPrototype: true }),
    },
    { requiredKeys: ['no', 'name', 'width', 'height', 'color', 'taken'], noNullPrototype: true },
  ),
) as unknown as fc.Arbitrary<PhotoCard[]>;

test('cards come out as they went in, in their order', () => {
  fc.assert(
    fc.property(cards, (some) => {
      expect(unpackCards(packCards(some))).toStrictEqual(some);
    }),
  );
});

test('after they moved to another thread too, and their buffers are gone from this one', () => {
  fc.assert(
    fc.property(cards, (some) => {
      const packed = packCards(some);
      const moved = structuredClone(packed, { transfer: buffersOf(packed) });
      expect(unpackCards(moved)).toEqual(some);
      expect(packed.nos.length).toBe(0);
    }),
  );
});
