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
  const plain = { secure: false, host: '192.168.1.20' };

  test('ws to an address of the local network depends on the permission', () => {
    const asked = (permission: 'granted' | 'prompt' | 'denied' | null) =>
      browserCase({ page, box: plain, permission });
    expect([asked('prompt'), asked('granted'), asked('denied'), asked(null)]).toEqual([
      'will-ask',
      'open',
      'denied',
      'needs-wss',
    ]);
  });

  test('ws to a name that may lead anywhere is always mixed content', () => {
    const box = { secure: false, host: 'box.lan' };
    expect(browserCase({ page, box, permission: 'granted' })).toBe('mixed-content');
  });

  test('ws to this device needs no certificate', () => {
    expect(browserCase({ page, box: { secure: false, host: 'localhost' }, permission: null })).toBe('open');
  });

  test('wss to an address needs an accepted certificate, but to a name it is taken for granted', () => {
    const box = { secure: true, host: '192.168.1.20' };
    expect(browserCase({ page, box, permission: null })).toBe('certificate');
    expect(browserCase({ page, box: { ...box, host: 'box.example.org' }, permission: null })).toBe('open');
    expect(browserCase({ page, box, permission: 'prompt' })).toBe('will-ask');
  });
});

test('a page in the local network needs no permission', () => {
  const box = { secure: false, host: '10.0.0.7' };
  expect(browserCase({ page: { secure: true, host: '10.0.0.2' }, box, permission: 'denied' })).toBe('open');
  expect(browserCase({ page: { secure: false, host: 'localhost' }, box, permission: 'prompt' })).toBe('open');
});
