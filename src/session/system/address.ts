/** What the fragment of the app's address orders: `#find=beach`, a shortcut, or that something was shared. */

import { FIND, SCHEME, SHARED, SHORTCUTS, type Shortcut } from '#core/system-names';

export type Order =
  | { kind: 'find'; text: string }
  | { kind: 'shortcut'; shortcut: Shortcut }
  /** Shared files lie in the cache, or could not be put there. */
  | { kind: 'shared'; failed: boolean };

/** Longest query that is taken from an address, in UTF-16 units: as long as the field allows. */
const LONGEST = 400;

/**
 * @param hash with its "#"
 * @returns null for a place of the app, and for anything that is no order
 */
export function orderOf(hash: string): Order | null {
  const [name = '', ...rest] = hash.slice(1).split('=');
  const shortcut = SHORTCUTS.find((each) => each === name);
  if (shortcut) return { kind: 'shortcut', shortcut };
  if (name === SHARED) return { kind: 'shared', failed: rest[0] === 'failed' };
  if (name !== FIND) return null;
  const text = decoded(withoutScheme(decoded(rest.join('='))))
    .trim()
    .slice(0, LONGEST);
  return text === '' ? null : { kind: 'find', text };
}

/** "web+mitsuke:beach" and "web+mitsuke://beach" are the words of a query. */
function withoutScheme(text: string): string {
  const head = `${SCHEME}:`;
  return text.toLowerCase().startsWith(head) ? text.slice(head.length).replace(/^\/\//, '') : text;
}

/** Text that is not percent-encoded well is taken as it is: "50% off". */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
