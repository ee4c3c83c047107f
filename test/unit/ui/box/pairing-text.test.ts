import { describe, expect, test } from 'vitest';
import { addressOf, understand } from '../../../../src/ui/box/pairing-text';

const KEY = '0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ';
const TEXT = `mitsuke://192.168.1.50:7650#${KEY}`;

function addressIn(typed: string): string {
  const understood = understand(typed);
  if (understood.state !== 'ready') throw new Error(JSON.stringify(understood));
  return addressOf(understood.pairing);
}

describe('a pairing text is accepted', () => {
  test.each([
    ['as the agent shows it', TEXT],
    ['in small letters, without dashes', TEXT.toLowerCase().replaceAll('-', '')],
    ['with blanks in its key', TEXT.replaceAll('-', ' ')],
    ['with the rest of its line before it', `Pairing text:  ${TEXT}`],
    ['with further lines behind it', `\n${TEXT}\nor scan this code:\n█▀▀▀█`],
    ['broken over lines by a terminal', `${TEXT.slice(0, 40)}\r\n${TEXT.slice(40, 60)}\n${TEXT.slice(60)}`],
    ['with letters in the place of digits', TEXT.replace('0123', 'OI23')],
  ])('%s', (_, typed) => {
    expect(addressIn(typed)).toBe('192.168.1.50:7650');
  });

  test('without the words around it', () => {
    expect(understand(`Pair with ${TEXT}\nor not`)).toMatchObject({ state: 'ready', text: TEXT });
  });

  test('with the brackets of an IPv6 address', () => {
    expect(addressIn(`mitsuke+wss://[fd00::2]#${KEY}`)).toBe('[fd00::2]:7650');
  });
});

describe('a wrong pairing text is reported', () => {
  test('unless it is empty', () => {
    expect(understand(' \n')).toEqual({ state: 'empty' });
  });

  test.each([
    ['something else', '192.168.1.50', { why: 'start' }],
    ['the address of a page', `https://192.168.1.50:7650#${KEY}`, { why: 'start' }],
    ['no key', 'mitsuke://192.168.1.50:7650', { why: 'noKey' }],
    ['no key behind its sign', 'mitsuke://192.168.1.50:7650#', { why: 'noKey' }],
    ['a missing group', TEXT.slice(0, -5), { why: 'keyLength', length: 28 }],
    ['a group too many', `${TEXT}-0000`, { why: 'keyLength', length: 36 }],
    ['a letter that keys never have', TEXT.replace('CDEF', 'CDEU'), { why: 'keyCharacter', character: 'U' }],
    ['no host', `mitsuke://#${KEY}`, { why: 'address' }],
    ['an invalid port', `mitsuke://box.local:70000#${KEY}`, { why: 'address' }],
  ])('with its reason: %s', (_, typed, wrong) => {
    expect(understand(typed)).toEqual({ state: 'wrong', ...wrong });
  });
});
