import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Act, actOf, after, started } from '../../../../src/ui/slideshow/playing';

const run = (total: number, index: number, ...acts: Act[]) => acts.reduce(after, started(total, index));

describe('a slideshow', () => {
  test('begins at a photo and plays, and goes round', () => {
    expect(started(3, 2)).toMatchObject({ index: 2, plays: true, byHand: false });
    expect(run(3, 2, 'over').index).toBe(0);
    expect(run(3, 0, 'previous').index).toBe(2);
    expect(run(3, 1, 'last', 'next').index).toBe(0);
    expect(run(3, 1, 'first').index).toBe(0);
  });

  test('stays where it is while it is paused, but for the user', () => {
    expect(run(3, 0, 'pause', 'over', 'over')).toMatchObject({ index: 0, plays: false });
    expect(run(3, 0, 'toggle', 'next')).toMatchObject({ index: 1, plays: false });
    expect(run(3, 0, 'toggle', 'toggle', 'over').index).toBe(1);
    expect(run(3, 0, 'pause', 'play')).toMatchObject({ plays: true });
  });

  test('says what the user has asked for, and not what comes by itself', () => {
    expect(run(3, 0, 'over').byHand).toBe(false);
    expect(run(3, 0, 'next').byHand).toBe(true);
    expect(run(3, 0, 'next', 'over').byHand).toBe(false);
    expect(run(3, 0, 'pause').byHand).toBe(true);
    expect(run(3, 0, 'pause', 'play').byHand).toBe(false);
  });

  test('of one photo shows it again as another turn', () => {
    expect(run(1, 0, 'over')).toMatchObject({ index: 0, turn: 1 });
    expect(run(1, 0, 'previous')).toMatchObject({ index: 0, turn: 1 });
  });

  test('is always at a photo, whatever is asked of it', () => {
    const acts = fc.constantFrom<Act>('next', 'previous', 'first', 'last', 'toggle', 'play', 'pause', 'over');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer(), fc.array(acts), (total, index, all) => {
        const { index: at } = run(total, index, ...all);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThan(total);
      }),
    );
  });
});

describe('keys', () => {
  test.each([
    ['ArrowRight', 'next'],
    ['MediaTrackNext', 'next'],
    ['ArrowLeft', 'previous'],
    ['MediaTrackPrevious', 'previous'],
    [' ', 'toggle'],
    ['Enter', 'toggle'],
    ['MediaPlayPause', 'toggle'],
    ['Escape', 'end'],
    ['GoBack', 'end'],
    ['BrowserBack', 'end'],
    ['x', null],
    ['Tab', null],
  ])('%s: %s', (key, what) => {
    expect(actOf(key, 'nothing')).toBe(what);
  });

  test('a button that has the focus keeps Space and Enter, and a choice the arrows too', () => {
    expect(actOf(' ', 'button')).toBeNull();
    expect(actOf('Enter', 'button')).toBeNull();
    expect(actOf('ArrowRight', 'button')).toBe('next');
    expect(actOf('ArrowRight', 'choice')).toBeNull();
    expect(actOf(' ', 'choice')).toBeNull();
    expect(actOf('Escape', 'choice')).toBe('end');
    expect(actOf('MediaPlayPause', 'button')).toBe('toggle');
  });
});
