import { expect, test } from 'vitest';
import { thriftFor } from '#workers/library/encoding/thrift';

const LAPTOP = { memory: 8, userAgent: 'X11; Linux' };
const IPHONE = { memory: undefined, userAgent: 'iPhone; CPU iPhone OS 18_5 like Mac OS X' };

test('a device with much memory is not spared, and steps down with each crash', () => {
  const most = [0, 1, 2, 9].map((crashes) => thriftFor(LAPTOP, crashes));
  expect(most.map(({ batch }) => batch)).toEqual([Infinity, 2, 1, 1]);
  expect(most.map(({ threads }) => threads)).toEqual([Infinity, 1, 1, 1]);
  expect(most.map(({ renewAfter }) => renewAfter)).toEqual([Infinity, 300, 60, 60]);
});

test('a device with little memory, or a phone that does not tell, is spared from the start', () => {
  for (const device of [
    { ...LAPTOP, memory: 4 },
    IPHONE,
    { ...IPHONE, userAgent: 'Android 15; Mobile; rv:150' },
  ]) {
    expect(thriftFor(device, 0)).toEqual({ threads: 1, decoders: 1, batch: 2, renewAfter: 300 });
    expect(thriftFor(device, 1).batch).toBe(1);
  }
  expect(thriftFor({ memory: undefined, userAgent: 'Macintosh' }, 0).threads).toBe(Infinity);
});
