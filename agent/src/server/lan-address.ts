/** Default address to listen on: the local network's, never all interfaces. */

import { isIP } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

type Interfaces = NodeJS.Dict<Pick<NetworkInterfaceInfo, 'address' | 'internal'>[]>;

/** Interfaces of containers, virtual machines and tunnels: phones cannot reach their private addresses. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|tun|tap|wg|tailscale|zt)/;

/** Returns the first private address, IPv4 before IPv6; null on a machine without one. */
export function lanAddress(interfaces: Interfaces = networkInterfaces()): string | null {
  const addresses = Object.entries(interfaces)
    .filter(([name]) => !VIRTUAL.test(name))
    .flatMap(([, each]) => each ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address);
  return addresses.find(isPrivateV4) ?? addresses.find(isUniqueLocal) ?? null;
}

/** Whether the address means all interfaces: "0.0.0.0" or "::". */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || (isIP(host) === 6 && /^[0:]+$/.test(host));
}

/** Returns the address under which pages reach a server that listens on `host`. */
export function shownHost(host: string): string {
  return isEverywhere(host) ? (lanAddress() ?? host) : host;
}

function isPrivateV4(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
}

function isUniqueLocal(address: string): boolean {
  return isIP(address) === 6 && /^f[cd]/i.test(address);
}
