/** What was typed or pasted as pairing text: what it says, or what is wrong with it. */

import { type Pairing, readPairing } from '#core/protocol/pairing';

/** Characters of a key. */
const KEY_LENGTH = 32;

export type PairingText =
  | { state: 'empty' }
  /** `text` is what the agent would have written: without what was pasted around it. */
  | { state: 'ready'; text: string; pairing: Pairing }
  /** Not a pairing text at all, the place of the box, no key, a key that is too short or too long, or a character that no key has. */
  | { state: 'wrong'; why: 'start' | 'address' | 'noKey' }
  | { state: 'wrong'; why: 'keyLength'; length: number }
  | { state: 'wrong'; why: 'keyCharacter'; character: string };

/** "host:port", with the brackets of IPv6. */
export function addressOf({ host, port }: Pairing): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * Reads what was typed. Words before it (a whole line of a terminal) and line breaks inside of it (a
 * terminal that wraps) do no harm.
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

/** Without blanks, and without what follows it on further lines if the first holds it all. */
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
