import { afterEach, expect, test, vi } from 'vitest';
import { anew } from '#session/anew';

afterEach(() => vi.unstubAllGlobals());

test('a load is asked for again after the step through the history that called it off', async () => {
  const window = new EventTarget();
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
  const load = vi.fn();
  anew(load);
  expect(load).toHaveBeenCalledTimes(1);
  window.dispatchEvent(new Event('popstate'));
  expect(load).toHaveBeenCalledTimes(1);
  await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(2));
});
