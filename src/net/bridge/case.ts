/** What stands between this page and a box, as far as the browser tells without an attempt. */

import { type BrowserCase, browserCase, type Reaching } from '#core/browser-case';
import type { Address } from '#core/protocol/pairing';

/** The permission's name in Chromium since 145 and in Firefox, and before. */
const PERMISSIONS = ['local-network', 'local-network-access'];

export async function caseOf({ secure, host }: Address): Promise<BrowserCase> {
  const { protocol, hostname } = self.location;
  return browserCase({
    page: { secure: protocol === 'https:', host: hostname },
    box: { secure, host },
    permission: await localNetwork(),
    // A request can say that it goes to the local network only where that lifts the ban on mixed content.
    exempts: 'targetAddressSpace' in Request.prototype,
  });
}

async function localNetwork(): Promise<Reaching['permission']> {
  for (const name of PERMISSIONS) {
    try {
      return (await navigator.permissions.query({ name: name as PermissionName })).state;
    } catch {
      // Not known under this name, or at all.
    }
  }
  return null;
}
