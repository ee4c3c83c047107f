/**
 * The pairing text that a box shows (also as a QR code) and a person brings to the page:
 * `mitsuke://host:port#KEY`, or `mitsuke+wss://` if the box has a certificate.
 */

import { Problem } from '#core/errors';

export const DEFAULT_PORT = 7650;

/** Path of the socket. The key is never part of an address that is requested. */
export const SOCKET_PATH = '/bridge';

const KEY_BYTES = 20;

export interface Address {
  /** wss instead of ws. */
  secure: boolean;
  /** A name or an IP address; IPv6 without its brackets. */
  host: string;
  port: number;
}

export interface Pairing extends Address {
  /** `KEY_BYTES` random bytes. */
  key: Uint8Array<ArrayBuffer>;
}

/** Crockford's base32: no I, L, O (they are read as 1, 1, 0) and no U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;

/**
 * Reads what was typed or scanned. Case, blanks and dashes of the key do not matter, nor do O for 0
 * and I or L for 1. Without a port it is `DEFAULT_PORT`.
 * @throws Problem 'bad-address'
 */
export function readPairing(text: string): Pairing {
  const parts = /^mitsuke(\+wss)?:\/\/(\[[^\]]+\]|[^:/?#@[\]]+)(?::(\d{1,5}))?\/?#(.+)$/i.exec(
    text.replace(/\s/g, ''),
  );
  if (!parts) throw new Problem('bad-address', 'A pairing text is mitsuke://host:port#KEY.');
  const [, tls, host = '', port, key = ''] = parts;
  return { secure: tls !== undefined, host: readHost(host), port: readPort(port), key: readKey(key) };
}

/** The pairing text, with the key in groups of four. */
export function writePairing({ key, ...address }: Pairing): string {
  return `mitsuke${address.secure ? '+wss' : ''}://${authority(address)}#${writeKey(key)}`;
}

/** Where the box's socket is, e.g. `ws://192.168.1.20:7650/bridge`. */
export function socketAddress(address: Address): string {
  return `${address.secure ? 'wss' : 'ws'}://${authority(address)}${SOCKET_PATH}`;
}

export function newKey(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(KEY_BYTES));
}

/** The key as both ends hold it while they run: others are derived from it, and it cannot be exported. */
export function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
}

function authority({ host, port }: Address): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function readHost(host: string): string {
  let name: string;
  try {
    name = new URL(`http://${host}`).hostname;
  } catch (cause) {
    throw new Problem('bad-address', `No host is called ${host}.`, { cause });
  }
  return name.replace(/^\[|\]$/g, '');
}

function readPort(digits: string | undefined): number {
  const port = digits === undefined ? DEFAULT_PORT : Number(digits);
  if (port < 1 || port > 65_535) throw new Problem('bad-address', `There is no port ${port}.`);
  return port;
}

function readKey(text: string): Uint8Array<ArrayBuffer> {
  const symbols = text.toUpperCase().replaceAll('-', '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const bits = Array.from(symbols, (symbol) => {
    const value = ALPHABET.indexOf(symbol);
    // The character is not named: the text may end up in a log, and the key must not.
    if (value < 0) throw new Problem('bad-address', 'The key has a character that no key has.');
    return value.toString(2).padStart(5, '0');
  }).join('');
  if (bits.length !== KEY_BYTES * 8) {
    throw new Problem('bad-address', `A key has ${(KEY_BYTES * 8) / 5} characters, not ${symbols.length}.`);
  }
  return Uint8Array.from({ length: KEY_BYTES }, (_, at) =>
    Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2),
  );
}

function writeKey(key: Uint8Array): string {
  const bits = Array.from(key, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const symbols = (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('');
  return (symbols.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}
