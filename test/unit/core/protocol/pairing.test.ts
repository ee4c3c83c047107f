import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemCode } from '#core/errors';
import {
  importKey,
  newKey,
  type Pairing,
  readPairing,
  socketAddress,
  writePairing,
} from '#core/protocol/pairing';

const KEY = '0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ';

const host = fc.oneof(
  fc.ipV4(),
  fc.constantFrom('box.local', 'npu', 'fd00::7', '2001:db8::1', '::1', 'a-box.example'),
);
const pairing = fc.record({
  secure: fc.boolean(),
  host,
  port: fc.integer({ min: 1, max: 65_535 }),
  key: fc.uint8Array({ minLength: 20, maxLength: 20 }) as fc.Arbitrary<Uint8Array<ArrayBuffer>>,
}) satisfies fc.Arbitrary<Pairing>;

/** Reads a text. @returns the pairing, or the code of the error */
function read(text: string): Pairing | string {
  try {
    return readPairing(text);
  } catch (thrown) {
    return problemCode(thrown);
  }
}

test('a page reads the pairing that a box writes', () => {
  fc.assert(
    fc.property(pairing, (each) => {
      expect(readPairing(writePairing(each))).toEqual(each);
    }),
  );
});

test('a pairing text has the documented form', () => {
  const key = readPairing(`mitsuke://x#${KEY}`).key;
  expect(writePairing({ secure: false, host: '192.168.1.20', port: 7650, key })).toBe(
    `mitsuke://192.168.1.20:7650#${KEY}`,
  );
  expect(writePairing({ secure: true, host: 'fd00::7', port: 443, key })).toBe(
    `mitsuke+wss://[fd00::7]:443#${KEY}`,
  );
  expect([...key.slice(0, 5)]).toEqual([0x00, 0x44, 0x32, 0x14, 0xc7]);
});

describe('a key is read as people type it', () => {
  const right = readPairing(`mitsuke://box.local#${KEY}`);

  test.each([
    ['in small letters', `mitsuke://box.local#${KEY.toLowerCase()}`],
    ['everything in capitals', `MITSUKE://BOX.LOCAL#${KEY}`],
    ['without dashes', `mitsuke://box.local#${KEY.replaceAll('-', '')}`],
    ['with blanks', ` mitsuke://box.local# ${KEY.replaceAll('-', ' ')} `],
    ['broken over two lines', `mitsuke://box.local#${KEY.slice(0, 12)}\n${KEY.slice(12)}`],
    ['with the letter O for 0', `mitsuke://box.local#${KEY.replace('0', 'O')}`],
    ['with the letter o for 0', `mitsuke://box.local#${KEY.replace('0', 'o')}`],
    ['with I for 1', `mitsuke://box.local#${KEY.replace('1', 'I')}`],
    ['with l for 1', `mitsuke://box.local#${KEY.replace('1', 'l')}`],
    ['with the port written', `mitsuke://box.local:7650#${KEY}`],
    ['with a slash', `mitsuke://box.local/#${KEY}`],
  ])('%s', (_, text) => expect(readPairing(text)).toEqual(right));
});

test.each([
  ['nothing', ''],
  ['another scheme', `https://box.local#${KEY}`],
  ['no key', 'mitsuke://box.local'],
  ['an empty key', 'mitsuke://box.local#'],
  ['a key too short', `mitsuke://box.local#${KEY.slice(0, -1)}`],
  ['a key too long', `mitsuke://box.local#${KEY}0`],
  ['a letter that keys never have', `mitsuke://box.local#${KEY.replace('Z', 'U')}`],
  ['no host', `mitsuke://#${KEY}`],
  ['port 0', `mitsuke://box.local:0#${KEY}`],
  ['a port too high', `mitsuke://box.local:65536#${KEY}`],
  ['a port in words', `mitsuke://box.local:http#${KEY}`],
  ['IPv6 without brackets', `mitsuke://fd00::7#${KEY}`],
  ['broken IPv6', `mitsuke://[fd00::7::1]#${KEY}`],
  ['a user’s name', `mitsuke://me@box.local#${KEY}`],
  ['a path', `mitsuke://box.local/elsewhere#${KEY}`],
  ['a query', `mitsuke://box.local?x#${KEY}`],
])('%s is not a pairing text', (_, text) => expect(read(text)).toBe('bad-address'));

test('any text is a pairing or fails with bad-address', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary' }).map((text) => `mitsuke://${text}#${KEY}`),
    fc.string().map((text) => `mitsuke://box.local#${text}`),
  );
  fc.assert(
    fc.property(any, (text) => {
      const result = read(text);
      if (typeof result === 'string') expect(result).toBe('bad-address');
      else expect(readPairing(writePairing(result))).toEqual(result);
    }),
    { numRuns: 2_000 },
  );
});

test('the error for a wrong key does not contain the key', () => {
  const typed = KEY.replace('Z', 'U');
  expect(() => readPairing(`mitsuke://box.local#${typed}`)).toThrow(/^(?!.*(0123|WXY)).*$/);
});

test('the socket’s address does not contain the key', () => {
  expect(socketAddress(readPairing(`mitsuke://192.168.1.20#${KEY}`))).toBe('ws://192.168.1.20:7650/bridge');
  expect(socketAddress(readPairing(`mitsuke+wss://[fd00::7]:443#${KEY}`))).toBe('wss://[fd00::7]:443/bridge');
});

test('a key has 160 random bits, and cannot be exported after its import', async () => {
  expect(newKey()).toHaveLength(20);
  expect(newKey()).not.toEqual(newKey());
  const held = await importKey(newKey());
  expect(held.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', held)).rejects.toThrow();
});
