import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { anew } from '#session/anew';

let window: EventTarget;
const load = vi.fn();

beforeEach(() => {
  window = new EventTarget();
  load.mockClear();
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What the browser tells when a step through the history was made, and the task after it. */
function step(): void {
  window.dispatchEvent(new Event('popstate'));
  vi.advanceTimersByTime(0);
}

test('the page is loaded at once if nothing lies over it, and again after a step that calls the load off', () => {
  vi.stubGlobal('history', { state: null });
  anew(load);
  expect(load).toHaveBeenCalledTimes(1);
  window.dispatchEvent(new Event('popstate'));
  expect(load).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(0);
  expect(load).toHaveBeenCalledTimes(2);
});

test('the load waits until a layer that closes has taken its step', () => {
  vi.stubGlobal('history', { state: { over: 1 } });
  anew(load);
  expect(load).not.toHaveBeenCalled();
  step();
  expect(load).toHaveBeenCalledTimes(1);
});

test('a layer that stays open does not hold the load for good', () => {
  vi.stubGlobal('history', { state: { over: 1 } });
  anew(load);
  vi.advanceTimersByTime(1000);
  expect(load).toHaveBeenCalledTimes(1);
});
