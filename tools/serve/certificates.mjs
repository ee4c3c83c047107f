/**
 * Certificates for one's own network: an authority, made once, which a phone is told to trust, and one for this
 * machine's addresses, made at each start and signed by it.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** Whoever has the authority's key can pretend to that phone to be any site: it never leaves this folder. */
const FOLDER = '.cache/serve';
const DAY_MS = 24 * 60 * 60 * 1000;
/** iOS refuses certificates of servers that are valid for longer than 825 days. */
const VALID_DAYS = 397;

/**
 * @param {readonly string[]} addresses IPv4
 * @returns {Promise<{ authority: string, key: string, cert: string }>} in PEM
 */
export async function certificates(addresses) {
  const ca = await authority();
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Mitsuke on this machine' }], {
    ...validity(VALID_DAYS),
    keyType: 'ec',
    algorithm: 'sha256',
    ca,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...addresses.map((ip) => /** @type {const} */ ({ type: 7, ip })),
        ],
      },
    ],
  });
  return { authority: ca.cert, key, cert: `${cert.trim()}\n${ca.cert}` };
}

/** @returns {Promise<{ key: string, cert: string }>} */
async function authority() {
  const [keyFile, certFile] = [join(FOLDER, 'authority.key'), join(FOLDER, 'authority.crt')];
  if (existsSync(keyFile) && existsSync(certFile)) {
    return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') };
  }
  const { private: key, cert } = await generate([{ name: 'commonName', value: `Mitsuke of ${hostname()}` }], {
    ...validity(10 * 365),
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  writeFileSync(keyFile, key, { mode: 0o600 });
  writeFileSync(certFile, cert);
  return { key, cert };
}

/** @param {number} days */
function validity(days) {
  const now = Date.now();
  // From yesterday, because the phone's clock may be behind.
  return { notBeforeDate: new Date(now - DAY_MS), notAfterDate: new Date(now + days * DAY_MS) };
}
