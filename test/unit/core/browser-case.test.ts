import { describe, expect, test } from 'vitest';
import { browserCase, hostKind } from '#core/browser-case';

test.each([
  ['localhost', 'loopback'],
  ['127.0.0.53', 'loopback'],
  ['::1', 'loopback'],
  ['192.168.1.20', 'local'],
  ['10.0.0.7', 'local'],
  ['172.31.255.1', 'local'],
  ['172.32.0.1', 'other'],
  ['169.254.3.4', 'local'],
  ['100.100.1.1', 'local'],
  ['[fd00::2]', 'local'],
  ['fe80::1', 'local'],
  ['2001:db8::1', 'other'],
  ['Box.local', 'local'],
  ['box.lan', 'other'],
  ['8.8.8.8', 'other'],
  ['10.example.org', 'other'],
])('%s is %s', (host, kind) => {
  expect(hostKind(host)).toBe(kind);
});

describe('from an https page on the web', () => {
  const page = { secure: true, host: 'mitsuke.example' };
  const exempts = true;
  const plain = { secure: false, host: '192.168.1.20' };

  test('ws to an address of the local network depends on the permission', () => {
    const asked = (permission: 'granted' | 'prompt' | 'denied') =>
      browserCase({ page, box: plain, permission, exempts });
    expect([asked('prompt'), asked('granted'), asked('denied')]).toEqual(['will-ask', 'open', 'denied']);
  });

  test.each([null, 'prompt', 'granted'] as const)(
    'ws to it is not let through without an exception (permission: %s)',
    (permission) => {
      expect(browserCase({ page, box: plain, permission, exempts: false })).toBe('needs-wss');
    },
  );

  test('ws to a name that may lead anywhere is always mixed content', () => {
    const box = { secure: false, host: 'box.lan' };
    expect(browserCase({ page, box, permission: 'granted', exempts })).toBe('mixed-content');
  });

  test('ws to this device needs no certificate', () => {
    expect(browserCase({ page, box: { secure: false, host: 'localhost' }, permission: null, exempts })).toBe(
      'open',
    );
  });

  test('wss to an address needs an accepted certificate, but to a name it is taken for granted', () => {
    const box = { secure: true, host: '192.168.1.20' };
    expect(browserCase({ page, box, permission: null, exempts })).toBe('certificate');
    expect(browserCase({ page, box: { ...box, host: 'box.example.org' }, permission: null, exempts })).toBe(
      'open',
    );
    expect(browserCase({ page, box, permission: 'prompt', exempts })).toBe('will-ask');
  });
});

test('a page in the local network needs no permission', () => {
  const plain = { box: { secure: false, host: '10.0.0.7' }, exempts: true };
  const neighbour = { secure: true, host: '10.0.0.2' };
  const here = { secure: false, host: 'localhost' };
  expect(browserCase({ page: neighbour, permission: 'denied', ...plain })).toBe('open');
  expect(browserCase({ page: here, permission: 'prompt', ...plain })).toBe('open');
});
