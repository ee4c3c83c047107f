/** What a browser makes of a connection from this page to a machine in the local network. */

/**
 * `open`: nothing stands in the way. `will-ask`: the browser will ask the user first. `denied`: the user said
 * no, and only the browser's settings change that. `certificate`: a secure address whose certificate the
 * browser may not know; it has to be accepted once at https://host:port. `needs-wss`: this browser lets no
 * https page reach a box without TLS. `mixed-content`: no browser lets an https page reach this name
 * without TLS; the box's IP address, a name ending in .local, or TLS would do.
 */
export type BrowserCase = 'open' | 'will-ask' | 'denied' | 'certificate' | 'needs-wss' | 'mixed-content';

/** `loopback`: this very device. `local`: in the local network, as the address alone shows. */
export type HostKind = 'loopback' | 'local' | 'other';

export interface Reaching {
  page: { secure: boolean; host: string };
  box: { secure: boolean; host: string };
  /** To use the local network; null if the browser has no such permission. */
  permission: 'granted' | 'prompt' | 'denied' | null;
  /** Whether the browser lets https pages reach the local network without TLS, with that permission. */
  exempts: boolean;
}

/**
 * As Chromium 156 behaved, and as Firefox and Safari document it: an https page may open `ws://` to a private
 * address or an mDNS name once the user has agreed to Local Network Access, if the browser makes that exception;
 * Firefox asks for the same permission, but makes none. A page that is itself in the local network need not ask. This
 * very device counts as safe everywhere but in Safari, which nothing here can tell from Firefox beforehand.
 */
export function browserCase({ page, box, permission, exempts }: Reaching): BrowserCase {
  const kind = hostKind(box.host);
  if (page.secure && !box.secure) {
    if (kind === 'other') return 'mixed-content';
    if (kind === 'local' && !exempts) return 'needs-wss';
  }
  const neighbours = hostKind(page.host) !== 'other';
  if (!neighbours && permission === 'denied') return 'denied';
  if (!neighbours && permission === 'prompt') return 'will-ask';
  return box.secure && kind !== 'other' ? 'certificate' : 'open';
}

/** @param host a name or an address; IPv6 with or without brackets */
export function hostKind(host: string): HostKind {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1') return 'loopback';
  if (name.endsWith('.local')) return 'local';
  if (name.includes(':')) return /^(f[cd]|fe[89ab])/.test(name) ? 'local' : 'other';
  return /^\d+(\.\d+){3}$/.test(name) ? ipv4Kind(name.split('.').map(Number)) : 'other';
}

/** Loopback 127/8; private 10/8, 172.16/12, 192.168/16, 169.254/16, and carrier-grade NAT, 100.64/10. */
function ipv4Kind([a = 0, b = 0]: readonly number[]): HostKind {
  if (a === 127) return 'loopback';
  const local =
    a === 10 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b < 128);
  return local ? 'local' : 'other';
}
