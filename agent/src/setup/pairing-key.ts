/** Pairing key on disk: readable by this user alone, written atomically. */

import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { newKey, readPairing, writePairing } from '#core/protocol/pairing';

type Key = Uint8Array<ArrayBuffer>;

/** Placeholder address for the pairing format: the file holds the key alone. */
const NOWHERE = { secure: false, host: 'box', port: 1 };

/**
 * Reads the key from its file. If the file is missing or `renew` is set, makes and writes a new key; pages
 * with the old one must be paired again.
 * @throws Error with a readable message, which never contains the key
 */
export function pairingKey(path: string, renew = false): Key {
  const kept = renew ? null : readKey(path);
  if (kept) return kept;
  const key = newKey();
  try {
    writeKey(path, key);
  } catch (cause) {
    throw new Error(`The key cannot be kept: ${(cause as Error).message}. --pairing names another file.`, {
      cause,
    });
  }
  return key;
}

/** Returns null if the file is missing. @throws Error if other users have access, or it holds no valid key */
function readKey(path: string): Key | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return null;
  if ((stats.mode & 0o077) !== 0) {
    const mode = (stats.mode & 0o777).toString(8);
    throw new Error(
      `${path} may be read or written by others (mode ${mode}). Its key may be known: make another one with --new-key, or "chmod 600 ${path}" if nobody saw it.`,
    );
  }
  try {
    return readPairing(`mitsuke://${NOWHERE.host}#${readFileSync(path, 'utf8')}`).key;
  } catch (cause) {
    throw new Error(`${path} holds no key: ${(cause as Error).message} --new-key makes one.`, { cause });
  }
}

function writeKey(path: string, key: Key): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const half = `${path}.${process.pid}`;
  const file = openSync(half, 'wx', 0o600);
  try {
    writeSync(file, `${writePairing({ ...NOWHERE, key }).split('#')[1]}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(half, path);
}
