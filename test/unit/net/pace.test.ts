import { describe, expect, test } from 'vitest';
import { Pace, type Passage } from '#net/bridge/pace';

const PICTURE = 150_528;

/** A batch of 8 over a link of so many bytes a millisecond, with an encoder of so many milliseconds a picture. */
function passage(bytesPerMs: number, encoder: number, { ratio = 1, squeezing = 0 } = {}): Passage {
  const bytes = 8 * PICTURE * ratio;
  const squeezed = ratio < 1;
  return {
    pictures: 8,
    bytes,
    squeezed,
    squeezing,
    link: bytes / bytesPerMs,
    queue: 0,
    encoder: 8 * encoder,
  };
}

describe('squeezing', () => {
  test('is off on a link that is faster than the encoder', () => {
    const pace = new Pace(PICTURE);
    expect(pace.squeezes).toBe(false);
    pace.note(passage(100_000, 4.2));
    expect(pace.squeezes).toBe(false);
  });

  test('goes on where the link is slower, and stays on as long as it helps', () => {
    const pace = new Pace(PICTURE);
    pace.note(passage(12_000, 4.2));
    expect(pace.squeezes).toBe(true);
    for (let i = 0; i < 20; i++) pace.note(passage(12_000, 4.2, { ratio: 0.6, squeezing: 8 * 3 }));
    expect(pace.squeezes).toBe(true);
  });

  test('goes off again where squeezing takes longer than sending', () => {
    const pace = new Pace(PICTURE);
    pace.note(passage(12_000, 4.2));
    pace.note(passage(12_000, 4.2, { ratio: 0.6, squeezing: 8 * 40 }));
    expect(pace.squeezes).toBe(false);
  });

  test('goes off when the link has become fast', () => {
    const pace = new Pace(PICTURE);
    pace.note(passage(12_000, 4.2));
    for (let i = 0; i < 20; i++) pace.note(passage(100_000, 4.2, { ratio: 0.6 }));
    expect(pace.squeezes).toBe(false);
  });
});

test('the speed is that of the slower of link and encoder', () => {
  const pace = new Pace(PICTURE);
  expect(pace.perSecond()).toBeNull();
  pace.note(passage(100_000, 4));
  expect(pace.perSecond()).toBeCloseTo(250);
  const slow = new Pace(PICTURE);
  slow.note(passage(1_505.28, 4));
  expect(slow.perSecond()).toBeCloseTo(10);
});

test('batches become small on a slow link, so that none is on its way for more than two seconds', () => {
  const pace = new Pace(PICTURE);
  expect(pace.batch(64)).toBe(64);
  pace.note(passage(1_505.28, 4));
  expect(pace.batch(64)).toBe(20);
  for (let i = 0; i < 20; i++) pace.note(passage(15, 4));
  expect(pace.batch(64)).toBe(1);
});

test('the latency is the median of the last batches, a picture', () => {
  const pace = new Pace(PICTURE);
  for (const queue of [8, 800, 16]) {
    pace.note({ ...passage(100_000, 4), link: 24, queue });
  }
  expect(pace.latency()).toEqual({ link: 3, queue: 2, encoder: 4 });
});
