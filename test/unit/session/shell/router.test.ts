/** The place of the app in the address's fragment. */

import { afterEach, expect, test, vi } from 'vitest';
import { startRouter } from '#session/shell/router';

afterEach(() => vi.unstubAllGlobals());

/** Stubs the address, and the browser's event when it changes. */
function browser(hash: string) {
  let changed: () => void = () => undefined;
  const location = { hash };
  vi.stubGlobal('location', location);
  vi.stubGlobal('addEventListener', (_: 'hashchange', listener: () => void) => {
    changed = listener;
  });
  const change = (to: string) => {
    location.hash = to;
    changed();
  };
  return { location, change };
}

test.each([
  ['', 'find'],
  ['#labels', 'labels'],
  ['#tidy', 'tidy'],
  ['#settings', 'settings'],
  ['#nowhere', 'find'],
])('the address %j leads to the place %s', (hash, place) => {
  browser(hash);
  expect(startRouter().place.value).toBe(place);
});

test('Back and a typed address change the place', () => {
  const { change } = browser('#labels');
  const { place } = startRouter();
  change('#settings');
  expect(place.value).toBe('settings');
  change('');
  expect(place.value).toBe('find');
});

test('`go` changes the address, and the place follows it', () => {
  const { location, change } = browser('');
  const { place, go } = startRouter();
  go('tidy');
  expect(location.hash).toBe('tidy');
  expect(place.value).toBe('find');
  change('#tidy');
  expect(place.value).toBe('tidy');
  go('find');
  expect(location.hash).toBe('');
});
