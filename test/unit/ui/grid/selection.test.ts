import { describe, expect, it } from 'vitest';
import type { PhotoCard } from '#core/photo';
import { wallTime } from '#core/wall-clock';
import {
  dragged,
  ranged,
  type Selection,
  selectedOf,
  toggled,
  withAll,
} from '../../../../src/ui/grid/selection';
import { countTags, suggestedTags } from '../../../../src/ui/photo/tags';

const card = (no: number): PhotoCard => ({
  no,
  name: `${no}.jpg`,
  width: 1,
  height: 1,
  color: 0,
  taken: wallTime(2024),
});
/** Numbers out of order, because ranges follow the order on the screen. */
const order = [50, 40, 30, 20, 10].map(card);
const of = (anchor: number | null, ...photos: number[]): Selection => ({ photos: new Set(photos), anchor });
const sorted = ({ photos }: Selection) => [...photos].sort((a, b) => a - b);

describe('one photo', () => {
  it('is selected, and deselected again', () => {
    const one = toggled(null, 30);
    expect(one).toEqual(of(30, 30));
    expect(sorted(toggled(one, 30))).toEqual([]);
  });
});

describe('a range', () => {
  it('extends from the photo chosen last to this one, in either direction', () => {
    expect(sorted(ranged(of(40, 40), order, 20))).toEqual([20, 30, 40]);
    expect(sorted(ranged(of(20, 20), order, 40))).toEqual([20, 30, 40]);
  });

  it('keeps what was selected before, and can be extended from the same photo', () => {
    const first = ranged(of(40, 99, 40), order, 30);
    expect(sorted(ranged(first, order, 10))).toEqual([10, 20, 30, 40, 99]);
  });

  it('is the photo alone if the photo chosen last is missing or not shown', () => {
    expect(ranged(null, order, 20)).toEqual(of(20, 20));
    expect(sorted(ranged(of(99, 99), order, 20))).toEqual([20, 99]);
  });
});

describe('a drag', () => {
  it('selects all in between, and restores what it leaves again', () => {
    const before = of(null, 10);
    expect(sorted(dragged(before, order, 0, 3))).toEqual([10, 20, 30, 40, 50]);
    expect(sorted(dragged(before, order, 0, 1))).toEqual([10, 40, 50]);
  });

  it('deselects if it begins on a selected photo', () => {
    expect(sorted(dragged(of(null, 50, 40, 30, 20), order, 1, 2))).toEqual([20, 50]);
  });

  it('changes nothing if it ends outside of all photos', () => {
    const before = of(null, 10);
    expect(dragged(before, order, 0, -1)).toBe(before);
  });
});

describe('all photos', () => {
  it('that are shown are added to those selected elsewhere', () => {
    expect(sorted(withAll(of(99, 99), order))).toEqual([10, 20, 30, 40, 50, 99]);
  });

  it('that are selected are returned in the order of the library, without removed ones', () => {
    expect(selectedOf(order, of(null, 10, 99, 40)).map(({ no }) => no)).toEqual([40, 10]);
  });
});

describe('tags', () => {
  it('are counted over the photos', () => {
    expect(countTags([{ tags: ['a', 'b'] }, {}, { tags: ['b'] }])).toEqual([
      { tag: 'a', count: 1 },
      { tag: 'b', count: 2 },
    ]);
  });

  it('are offered if they match what is typed, prefixes first, without duplicates', () => {
    const known = ['seaside', 'Über', 'the sea', 'sea'];
    expect(suggestedTags(known, 'sea', ['sea'])).toEqual(['seaside', 'the sea']);
    expect(suggestedTags(known, 'ub', [])).toEqual(['Über']);
    expect(suggestedTags(known, '', [])).toEqual(known);
  });
});
