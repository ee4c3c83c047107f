import { describe, expect, test } from 'vitest';
import type { FromEncoder, ToEncoder } from '../../../agent/src/encoding/messages';
import type { Manifest } from '../../../agent/src/manifest';
import { isEverywhere, lanAddress } from '../../../agent/src/server/lan-address';
import { Attempts, ConnectionSlots } from '../../../agent/src/server/limits';
import { allowedOrigin, checkOrigin } from '../../../agent/src/server/origins';
import { passedOn, serverUser, withGuardian } from '../../../agent/src/setup/privileges';
import { findUser } from '../../../agent/src/setup/users';

describe('origins', () => {
  test.each([
    ['https://photos.example', 'https://photos.example'],
    ['https://photos.example:443/', 'https://photos.example'],
    ['http://192.168.1.5:4173', 'http://192.168.1.5:4173'],
    ['https://photos.example/app', null],
    ['https://me@photos.example', null],
    ['file:///tmp', null],
    ['*', null],
    ['null', null],
  ])('%s are read as %s', (typed, origin) => {
    expect(allowedOrigin(typed)).toBe(origin);
  });

  test('are compared exactly', () => {
    const allowed = ['https://photos.example'];
    expect(checkOrigin('https://photos.example', allowed)).toBe('https://photos.example');
    for (const header of [
      'https://photos.example.evil.example',
      'http://photos.example',
      'null',
      '',
      undefined,
    ]) {
      expect(checkOrigin(header, allowed)).toBeNull();
    }
  });
});

describe('attempts', () => {
  test('are limited per window for each address, and forgotten once the key is proved', () => {
    let now = 0;
    const attempts = new Attempts(3, 60_000, () => now);
    const tries = (address: string) => [1, 2, 3, 4].map(() => attempts.admit(address));
    expect(tries('a')).toEqual([true, true, true, false]);
    expect(attempts.admit('b')).toBe(true);
    attempts.forgive('a');
    expect(tries('a')).toEqual([true, true, true, false]);
    now = 60_000;
    expect(attempts.admit('a')).toBe(true);
  });

  test('that are refused do not extend the wait', () => {
    let now = 0;
    const attempts = new Attempts(1, 60_000, () => now);
    for (now = 0; now <= 60_000; now += 1_000) attempts.admit('a');
    expect(attempts.admit('a')).toBe(false);
    now = 130_000;
    expect(attempts.admit('a')).toBe(true);
  });
});

test('strangers and sessions have separate limits, and return their slots', () => {
  const slots = new ConnectionSlots(1, 2);
  expect([slots.reserve(), slots.reserve(), slots.reserve()]).toEqual([true, true, false]);
  expect([slots.promote(), slots.promote()]).toEqual([true, false]);
  slots.release(false);
  expect(slots.reserve()).toBe(false);
  slots.release(true);
  expect(slots.reserve()).toBe(true);
});

describe('the address to listen on', () => {
  const at = (address: string, internal = false) => [{ address, internal }];

  test('is the first private one of a real network, IPv4 before IPv6', () => {
    const lan = {
      lo: at('127.0.0.1', true),
      docker0: at('172.17.0.1'),
      eth0: at('fd00::2'),
      wlan0: at('10.0.0.7'),
    };
    expect(lanAddress(lan)).toBe('10.0.0.7');
    expect(lanAddress({ eth0: at('172.31.9.9') })).toBe('172.31.9.9');
    expect(lanAddress({ eth0: at('fd00::2') })).toBe('fd00::2');
  });

  test('is never a public one', () => {
    expect(
      lanAddress({ eth0: at('203.0.113.5'), eth1: at('172.32.0.1'), eth2: at('2001:db8::1') }),
    ).toBeNull();
  });

  test('is recognised as a wildcard in each spelling', () => {
    expect(['0.0.0.0', '::', '::0', '10.0.0.7', '::1', 'box.local'].map(isEverywhere)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('rights', () => {
  const PASSWD = 'root:x:0:0:root:/root:/bin/sh\nmitsuke:x:998:997::/var/lib/mitsuke:/usr/sbin/nologin\n';

  test('a user is found by name', () => {
    const user = { name: 'mitsuke', uid: 998, gid: 997, home: '/var/lib/mitsuke' };
    expect(findUser('mitsuke', PASSWD)).toEqual(user);
    expect(findUser('mits', PASSWD)).toBeNull();
  });

  test('the guardian ignores the server’s choice of model and libraries for its root process', () => {
    const own = { model: '/opt/model.axmodel', backend: 'axengine', npuLib: null, threads: 1 } as const;
    const manifest = {} as Manifest;
    const wish: ToEncoder = { type: 'open', options: { ...own, npuLib: '/tmp/mine' }, manifest };
    expect(passedOn(wish, own)).toEqual({ type: 'open', options: own, manifest });
    expect(passedOn({ type: 'close' }, own)).toEqual({ type: 'close' });
  });

  test('the guardian counts as a part of the encoder in what the server hears of processor time', () => {
    const usage = { cpu: 4_000, memory: 5_000 };
    const failed: FromEncoder = { type: 'failed', job: 1, detail: 'broken', usage };
    const heard = withGuardian(failed, { user: 300, system: 20 });
    expect(heard).toEqual({ ...failed, usage: { cpu: 4_320, memory: 5_000 } });
    const refused: FromEncoder = { type: 'refused', detail: 'no model' };
    expect(withGuardian(refused, { user: 300, system: 20 })).toBe(refused);
  });

  test('rights that cannot be dropped are reported, and a wrong user is refused', () => {
    const said: string[] = [];
    const say = (line: string) => said.push(line);
    expect(serverUser({ user: 'nobody' }, 1_000, say)).toBeNull();
    expect(said.join()).toContain('only root can');
    expect(serverUser({ user: null }, 0, say)).toBeNull();
    expect(said.at(-1)).toContain('Runs as root');
    expect(() => serverUser({ user: 'root' }, 0, say)).toThrow('that is root');
    expect(() => serverUser({ user: 'nobody-of-this-name' }, 0, say)).toThrow('no such user');
    expect(serverUser({ user: 'nobody' }, 0, say)?.uid).toBeGreaterThan(0);
  });
});
