/** Where to listen when nobody says: on the home's network, and never on all. */

import { isIP } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

type Interfaces = NodeJS.Dict<Pick<NetworkInterfaceInfo, 'address' | 'internal'>[]>;

/** Bridges of containers and tunnels have private addresses too, and no phone is there. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|tun|tap|wg|tailscale|zt)/;

/** The first private address: IPv4 before IPv6; null if there is none. */
export function lanAddress(interfaces: Interfaces = networkInterfaces()): string | null {
  const addresses = Object.entries(interfaces)
    .filter(([name]) => !VIRTUAL.test(name))
    .flatMap(([, each]) => each ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address);
  return addresses.find(isPrivateV4) ?? addresses.find(isUniqueLocal) ?? null;
}

/** "0.0.0.0" and "::": every network that the machine is in. */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || (isIP(host) === 6 && /^[0:]+$/.test(host));
}

/** Where a server is found that listens on `host`. */
export function shownHost(host: string): string {
  return isEverywhere(host) ? (lanAddress() ?? host) : host;
}

function isPrivateV4(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
}

function isUniqueLocal(address: string): boolean {
  return isIP(address) === 6 && /^f[cd]/i.test(address);
}
