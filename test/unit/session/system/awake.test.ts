import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { keepAwake, keepOn } from '#session/system/awake';

function screen(refuses = false) {
  const said: string[] = [];
  const request = vi.fn(async () => {
    if (refuses) throw new DOMException('The battery is low.', 'NotAllowedError');
    said.push('on');
    return { release: async () => void said.push('off') } as WakeLockSentinel;
  });
  return { said, request };
}

test('the screen is kept on while it is wanted, and requested again each time', async () => {
  const { said, request } = screen();
  const wanted = signal(false);
  keepAwake(() => wanted.value, { request });
  for (const on of [true, false, true, false]) {
    wanted.value = on;
    await vi.waitFor(() => expect(said.at(-1)).toBe(on ? 'on' : 'off'));
  }
  expect(said).toEqual(['on', 'off', 'on', 'off']);
});

test('a lock that comes late is released all the same', async () => {
  const { said, request } = screen();
  const wanted = signal(true);
  keepAwake(() => wanted.value, { request });
  wanted.value = false;
  await vi.waitFor(() => expect(said).toEqual(['on', 'off']));
});

test('a refusal, and a browser without locks, change nothing', async () => {
  const { request } = screen(true);
  const wanted = signal(true);
  keepAwake(() => wanted.value, { request });
  wanted.value = false;
  wanted.value = true;
  await vi.waitFor(() => expect(request).toHaveBeenCalledTimes(2));
  expect(() => keepAwake(() => true, null)).not.toThrow();
});

test('the screen is kept on until the end, but not while the page is hidden', async () => {
  const { said, request } = screen();
  const page = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal('document', page);
  const end = keepOn({ request });
  await vi.waitFor(() => expect(said).toEqual(['on']));
  for (const hidden of [true, false]) {
    page.hidden = hidden;
    page.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(said.at(-1)).toBe(hidden ? 'off' : 'on'));
  }
  end();
  await vi.waitFor(() => expect(said).toEqual(['on', 'off', 'on', 'off']));
  page.dispatchEvent(new Event('visibilitychange'));
  expect(request).toHaveBeenCalledTimes(2);
  vi.unstubAllGlobals();
});
