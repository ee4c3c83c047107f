/** Keys derived from the key of a pairing, and proofs made with them. */

import { Opener, Sealer } from './seal';

const NAME = 'mitsuke bridge 1';
const utf8 = (text: string) => new TextEncoder().encode(text);

/** The key for proofs. It is derived separately, so that sealed frames reveal nothing about it. */
export function authKey(key: CryptoKey): Promise<CryptoKey> {
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(`${NAME}|auth`) };
  return crypto.subtle.deriveKey(hkdf, key, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
    'sign',
    'verify',
  ]);
}

/** What a proof is about. As a JSON array, different lists of fields never give the same bytes. */
export type Claim = readonly (string | number | readonly number[])[];

/** HMAC-SHA-256 over the claim, hex. */
export async function prove(auth: CryptoKey, claim: Claim): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', auth, utf8(JSON.stringify(claim)))));
}

/** Whether the proof is right. `verify` compares in constant time; a comparison of ours would not. */
export function holds(auth: CryptoKey, claim: Claim, proof: string): Promise<boolean> {
  return crypto.subtle.verify('HMAC', auth, fromHex(proof), utf8(JSON.stringify(claim)));
}

/** The session's two keys, ready for one side. Nonces are hex. */
export async function session(
  key: CryptoKey,
  side: 'page' | 'box',
  origin: string,
  page: string,
  box: string,
) {
  const salt = fromHex(page + box);
  const direction = (way: string, usage: KeyUsage) =>
    crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(`${NAME}|${way}|${origin}`) },
      key,
      { name: 'AES-GCM', length: 256 },
      false,
      [usage],
    );
  const [out, back] =
    side === 'page' ? (['page to box', 'box to page'] as const) : (['box to page', 'page to box'] as const);
  return {
    sealer: new Sealer(await direction(out, 'encrypt')),
    opener: new Opener(await direction(back, 'decrypt')),
  };
}

/** 32 random bytes, hex. */
export function newNonce(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(32)));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16),
  );
}
