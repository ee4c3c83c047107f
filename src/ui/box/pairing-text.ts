/** Parses typed or pasted pairing text, and diagnoses errors in it. */

import { type Pairing, readPairing } from '#core/protocol/pairing';

/** Number of characters in a key. */
const KEY_LENGTH = 32;

export type PairingText =
  | { state: 'empty' }
  /** `text` is the pairing text as the agent writes it, without surrounding text. */
  | { state: 'ready'; text: string; pairing: Pairing }
  /** Not a pairing text, a bad address, no key; a key of the wrong length; a character that no key has. */
  | { state: 'wrong'; why: 'start' | 'address' | 'noKey' }
  | { state: 'wrong'; why: 'keyLength'; length: number }
  | { state: 'wrong'; why: 'keyCharacter'; character: string };

/** Returns "host:port", with brackets around IPv6 addresses. */
export function addressOf({ host, port }: Pairing): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * Parses typed text. Ignores text before the pairing text (a whole terminal line was copied) and line breaks
 * inside it (the terminal wrapped it).
 */
export function understand(typed: string): PairingText {
  if (typed.trim() === '') return { state: 'empty' };
  const start = /mitsuke(\+wss)?:\/\//i.exec(typed);
  if (!start) return { state: 'wrong', why: 'start' };
  const text = withoutRest(typed.slice(start.index));
  try {
    return { state: 'ready', text, pairing: readPairing(text) };
  } catch {
    return { state: 'wrong', ...reason(text) };
  }
}

/** Removes white space, and further lines if the first one holds the whole key. */
function withoutRest(text: string): string {
  const [first = ''] = text.split(/[\r\n]/);
  const whole = keyOf(first).length >= KEY_LENGTH ? first : text;
  return whole.replace(/\s+/g, '');
}

function keyOf(text: string): string {
  const [, key = ''] = text.split('#', 2);
  return key.replace(/[\s-]+/g, '');
}

function reason(text: string) {
  const key = keyOf(text);
  if (key === '') return { why: 'noKey' } as const;
  // The alphabet is Crockford's: I, L and O are read as digits, U is left out.
  const strange = /[^0-9A-TV-Z]/i.exec(key);
  if (strange) return { why: 'keyCharacter', character: strange[0] } as const;
  if (key.length !== KEY_LENGTH) return { why: 'keyLength', length: key.length } as const;
  return { why: 'address' } as const;
}
