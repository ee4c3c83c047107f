import { describe, expect, test } from 'vitest';
import { Pace, type Passage } from '#net/bridge/pace';

/** Returns the figures of a batch of 8, given milliseconds a picture on the link and in the encoder. */
function passage(link: number, encoder: number, squeezing: number | null = null): Passage {
  const squeezed = squeezing !== null;
  return {
    pictures: 8,
    squeezed,
    squeezing: 8 * (squeezing ?? 0),
    link: 8 * link,
    queue: 0,
    encoder: 8 * encoder,
  };
}

function pace(...passages: Passage[]): Pace {
  const pace = new Pace();
  for (const passage of passages) pace.note(passage);
  return pace;
}

const plainly = (link: number, times = 4) => Array.from({ length: times }, () => passage(link, 4.2));

describe('squeezing', () => {
  test('is off on a link that is faster than the encoder', () => {
    expect(pace().squeezesNext()).toBe(false);
    expect(pace(...plainly(1.5, 20)).squeezesNext()).toBe(false);
  });

  test('is not started by a cold connection or busy cores', () => {
    expect(pace(...plainly(30, 3)).squeezesNext()).toBe(false);
    expect(pace(...plainly(30, 7), passage(1.5, 4.2)).squeezesNext()).toBe(false);
  });

  test('goes on while the link is slower, with a plain batch in between to measure it', () => {
    const slow = pace(...plainly(12));
    const turns = Array.from({ length: 18 }, () => {
      const squeezes = slow.squeezesNext();
      slow.note(passage(squeezes ? 7 : 12, 4.2, squeezes ? 3 : null));
      return squeezes;
    });
    expect(turns.filter((squeezes) => !squeezes)).toHaveLength(2);
  });

  test('measures with one plain batch, not with all until its answer', () => {
    const slow = pace(...plainly(12));
    expect(
      Array.from({ length: 16 }, () => slow.squeezesNext()).filter((squeezes) => !squeezes),
    ).toHaveLength(2);
  });

  test('stops if squeezing takes longer than sending', () => {
    expect(pace(...plainly(12), passage(7, 4.2, 40)).squeezesNext()).toBe(false);
  });

  test('stops when the link has become fast', () => {
    expect(pace(...plainly(12), ...plainly(1.5, 1)).squeezesNext()).toBe(false);
  });
});

test('the speed is that of the link or of the encoder, whichever is slower', () => {
  expect(pace().perSecond()).toBeNull();
  expect(pace(passage(1.5, 4)).perSecond()).toBeCloseTo(250);
  expect(pace(passage(100, 4)).perSecond()).toBeCloseTo(10);
});

test('batches shrink on a slow link, so that each takes at most two seconds', () => {
  expect(pace().batch(64)).toBe(64);
  expect(pace(passage(100, 4)).batch(64)).toBe(20);
  expect(pace(passage(10_000, 4)).batch(64)).toBe(1);
});

test('the latency is the median of the last batches, per picture', () => {
  const passages = [8, 800, 16].map((queue) => ({ ...passage(3, 4), queue }));
  expect(pace(...passages).latency()).toEqual({ link: 3, queue: 2, encoder: 4 });
});
