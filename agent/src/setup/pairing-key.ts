/** The key of the pairing on disk: for this user alone, whole or not at all. */

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

/** Only the key's part of these counts: the file holds a key and no address. */
const NOWHERE = { secure: false, host: 'box', port: 1 };

/**
 * The key in the file. If there is no file, or a new key is asked for, one is made and written; pages that hold
 * the old one are strangers from then on.
 * @throws Error in words, and never with the key in it
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

/** Null if there is no file. @throws Error if others may read it, or it holds no key */
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
