import { describe, expect, it } from 'vitest';
import { neighbour } from '../../../../src/ui/grid/neighbour';
import { layoutRows, type PhotoRow, photoAt, rowOf, rowsBetween } from '../../../../src/ui/grid/rows';

const wide = { width: 1000, gap: 3, headerHeight: 40, columns: null, rowHeight: 200 };
const phone = { ...wide, width: 390, columns: 3 };
const shapes = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    width: 400 + ((i * 137) % 500),
    height: 300 + ((i * 71) % 400),
  }));
const whole = (count: number) => [{ from: 0, to: count }];
const photoRows = (layout: { rows: readonly { kind: string }[] }) =>
  layout.rows.filter((row): row is PhotoRow => row.kind === 'photos');

describe('layoutRows', () => {
  it('fills the width exactly in every justified row except the last of a section', () => {
    const rows = photoRows(layoutRows(shapes(200), whole(200), wide));
    for (const row of rows.slice(0, -1)) expect(row.lefts.at(-1)).toBeCloseTo(1000 + 3, 6);
    expect(rows.at(-1)?.lefts.at(-1)).toBeLessThanOrEqual(1000 + 3 + 1e-6);
  });

  it('keeps justified rows near their target height', () => {
    const rows = photoRows(layoutRows(shapes(500), whole(500), wide)).slice(0, -1);
    const mean = rows.reduce((sum, row) => sum + row.height, 0) / rows.length;
    expect(mean).toBeGreaterThan(180);
    expect(mean).toBeLessThan(220);
    for (const row of rows) expect(row.height).toBeLessThan(320);
  });

  it('keeps the shape of each photo', () => {
    const photos = shapes(50);
    for (const row of photoRows(layoutRows(photos, whole(50), wide))) {
      for (let i = 0; i + 1 < row.lefts.length; i++) {
        const shape = photos[row.first + i] ?? { width: 1, height: 1 };
        const width = (row.lefts[i + 1] ?? 0) - (row.lefts[i] ?? 0) - 3;
        expect(width / row.height).toBeCloseTo(shape.width / shape.height, 6);
      }
    }
  });

  it('holds every photo once and in order, also when a section ends in the middle of a row', () => {
    const sections = [
      { from: 0, to: 7 },
      { from: 7, to: 8 },
      { from: 8, to: 40 },
    ];
    for (const shaping of [wide, phone]) {
      const layout = layoutRows(shapes(40), sections, shaping);
      const order = photoRows(layout).flatMap((row) => row.lefts.slice(1).map((_, i) => row.first + i));
      expect(order).toEqual(Array.from({ length: 40 }, (_, i) => i));
      expect(layout.rows.filter(({ kind }) => kind === 'header')).toHaveLength(3);
    }
  });

  it('puts three square photos into a row on a phone', () => {
    const [row] = photoRows(layoutRows(shapes(9), whole(9), phone));
    expect(row?.lefts).toHaveLength(4);
    expect(row?.height).toBe(128);
    expect(row?.lefts[1]).toBe(131);
  });

  it('crops extreme shapes and a photo without a size instead of breaking the row', () => {
    const odd = [
      { width: 2000, height: 1 },
      { width: 1, height: 2000 },
      { width: 0, height: 0 },
    ];
    const layout = layoutRows(odd, whole(3), wide);
    for (const row of photoRows(layout)) {
      expect(row.height).toBeGreaterThan(100);
      expect(row.lefts.every(Number.isFinite)).toBe(true);
    }
  });

  it('has no rows and no height without photos', () => {
    expect(layoutRows([], [], wide)).toEqual({ rows: [], height: 0 });
  });
});

describe('a layout', () => {
  const layout = layoutRows(shapes(1000), whole(1000), wide);

  it('finds exactly the rows that touch a range', () => {
    const { from, to } = rowsBetween(layout, 5000, 6000);
    layout.rows.forEach((row, i) => {
      const touches = row.top + row.height > 5000 && row.top < 6000;
      expect(i >= from && i < to).toBe(touches);
    });
  });

  it('finds the row of each photo, and returns undefined for an unknown photo', () => {
    for (let i = 0; i < 1000; i++) {
      const row = rowOf(layout, i);
      expect(row && i >= row.first && i < row.first + row.lefts.length - 1).toBe(true);
    }
    expect(rowOf(layout, 1000)).toBeUndefined();
    expect(rowOf(layout, -1)).toBeUndefined();
  });

  it('finds the photo at a position, also below a header', () => {
    expect(photoAt(layout, 0)?.index).toBe(0);
    const held = photoAt(layout, 5000);
    const row = rowOf(layout, held?.index ?? -1);
    expect(row && row.top + row.height > 5000).toBe(true);
    expect(photoAt(layoutRows([], [], wide), 0)).toBeNull();
  });
});

describe('neighbour', () => {
  const layout = layoutRows(
    shapes(60),
    [
      { from: 0, to: 20 },
      { from: 20, to: 60 },
    ],
    wide,
  );

  it('steps left and right through all rows and stays at the ends', () => {
    expect(neighbour(layout, 0, 'left', 800)).toBe(0);
    expect(neighbour(layout, 19, 'right', 800)).toBe(20);
    expect(neighbour(layout, 59, 'right', 800)).toBe(59);
  });

  it('moves down to the photo with the nearest centre, also across a header, and up again', () => {
    for (let i = 0; i < 60; i++) {
      const below = neighbour(layout, i, 'down', 800);
      const [here, there] = [rowOf(layout, i), rowOf(layout, below)];
      if (below === i) expect(here).toBe(rowOf(layout, 59));
      else expect(there?.first).toBe((here?.first ?? 0) + (here?.lefts.length ?? 0) - 1);
    }
    expect(neighbour(layout, 0, 'up', 800)).toBe(0);
    expect(rowOf(layout, neighbour(layout, 20, 'up', 800))).toBe(rowOf(layout, 19));
  });

  it('moves to both ends and by screens', () => {
    expect(neighbour(layout, 30, 'first', 800)).toBe(0);
    expect(neighbour(layout, 30, 'last', 800)).toBe(59);
    const down = neighbour(layout, 0, 'pageDown', 500);
    expect(rowOf(layout, down)?.top).toBeGreaterThanOrEqual(500);
    expect(rowOf(layout, neighbour(layout, down, 'pageUp', 500))?.top).toBeLessThan(500);
    expect(rowOf(layout, neighbour(layout, 59, 'pageDown', 500))).toBe(rowOf(layout, 59));
  });

  it('returns an existing photo if the old one was removed', () => {
    expect(neighbour(layout, 4000, 'left', 800)).toBe(59);
  });
});
