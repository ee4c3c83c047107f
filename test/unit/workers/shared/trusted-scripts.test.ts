import { afterEach, expect, test, vi } from 'vitest';
import { trustOwnScripts } from '#workers/shared/trusted-scripts';

afterEach(() => vi.unstubAllGlobals());

/** Calls the policy that a page or worker at this address makes. */
function policyAt(address: string, blobs?: boolean) {
  const createPolicy = vi.fn();
  vi.stubGlobal('location', new URL(address));
  vi.stubGlobal('trustedTypes', { createPolicy });
  trustOwnScripts(blobs);
  const [name, rules] = createPolicy.mock.lastCall ?? [];
  expect(name).toBe('default');
  return rules;
}

test('scripts of the app’s own folder are trusted, whatever the address of the page says', () => {
  const { createScriptURL } = policyAt('https://host/app/?x#find=https://evil/');
  expect(createScriptURL('assets/worker.js')).toBe('https://host/app/assets/worker.js');
  expect(createScriptURL('https://host/app/sw.js')).toBe('https://host/app/sw.js');
});

test('others are not: of another app of the host, of another host, built in memory, written in place', () => {
  const { createScriptURL } = policyAt('https://host/app/');
  for (const url of [
    '../other/a.js',
    '//evil/app/a.js',
    'https://host.evil/app/a.js',
    'data:,0',
    'javascript:0',
  ]) {
    expect(createScriptURL(url), url).toBeNull();
  }
  expect(createScriptURL('blob:https://host/1')).toBeNull();
  expect(policyAt('https://host/app/assets/decode.js', true).createScriptURL('blob:https://host/1')).toMatch(
    'blob:',
  );
});

test('text becomes neither HTML nor code', () => {
  expect(Object.keys(policyAt('https://host/app/'))).toEqual(['createScriptURL']);
});

test('a browser without Trusted Types starts all the same', () => {
  expect(() => trustOwnScripts()).not.toThrow();
});
