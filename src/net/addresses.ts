/**
 * The one list of hosts that may be asked for anything: the app's own origin, the public hub of models
 * with the servers it redirects downloads to, its best-known mirror, and what the user typed.
 */

import { Problem } from '#core/errors';
import type { Home } from '#core/space';

const HUB = 'https://huggingface.co/';

/** Hosts; with a leading dot all their subdomains. */
const ALLOWED_HOSTS = ['huggingface.co', '.hf.co', '.huggingface.co', 'hf-mirror.com'];

/**
 * An address that a person typed, completed: https, or http on this very device; ends in a slash.
 * @throws Problem `bad-address`
 */
export function readAddress(typed: string): string {
  const text = typed.trim();
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  } catch {
    throw new Problem('bad-address', `"${typed}" is no address.`);
  }
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) {
    throw new Problem('bad-address', `${url} is neither https nor on this device.`);
  }
  if (url.username || url.password) throw new Problem('bad-address', 'Names and passwords are not sent.');
  url.hash = '';
  url.search = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url.href;
}

/**
 * The address that a file of a model is fetched from.
 * @param mirror replaces the hub; null to use the hub itself
 * @throws Problem `model-missing` for files that came from a folder or are made here: nobody has them
 */
export function addressOf(home: Home, path: string, mirror: string | null): URL {
  switch (home.kind) {
    case 'app':
      return ownAddress(home.base + path);
    case 'hub':
      return new URL(`${home.repository}/resolve/${home.revision}/${path}`, mirror ?? HUB);
    case 'address':
      return new URL(path, home.base);
    case 'folder':
      throw new Problem('model-missing', `${path} came from the folder ${home.name}.`);
    case 'made':
      throw new Problem('model-missing', `${path} is made on the device, out of ${home.from}.`);
  }
}

/** @param path relative to the app's address, e.g. "models/starter/config.json" */
export function ownAddress(path: string): URL {
  return new URL(path, appAddress());
}

/**
 * The folder that the app is served from, which may be any of its host's: the page's own, and for a worker the one
 * above the build's scripts.
 */
function appAddress(): URL {
  if (import.meta.env.DEV) return new URL('/', self.location.origin);
  return new URL('document' in self ? '.' : '..', self.location.href);
}

/**
 * @param chosen addresses that the user typed: their origins are allowed as well
 * @throws Problem `network` if the address is not on the list
 */
export function assertAllowed(url: URL, chosen: readonly (string | null)[] = []): void {
  const { hostname, origin } = url;
  const known = ALLOWED_HOSTS.some((host) =>
    host.startsWith('.') ? hostname.endsWith(host) : hostname === host,
  );
  const typed = chosen.some((address) => address !== null && new URL(address).origin === origin);
  if (origin === self.location.origin || (known && url.protocol === 'https:') || typed) return;
  throw new Problem('network', `${url.origin} is not on the list of places that may be asked.`);
}
