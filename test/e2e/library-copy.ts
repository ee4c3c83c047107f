/**
 * Copies an indexed library into the fresh profiles of other tests: indexing the album takes ten seconds,
 * copying it one. All stores of the database are copied except model files (ten megabytes), which the app
 * downloads from its own server meanwhile, and packed cards, which it makes again.
 */

import type { Page } from '@playwright/test';

/** JSON of a whole database, with blobs, buffers and typed arrays as base64. */
export type LibraryCopy = string;

const LEFT_EMPTY = ['modelFiles', 'modelParts', 'cardPacks'];

/** A document of the app's origin that runs no code of the app. */
const STILL = '/icons/icon-192.png';

export function copyLibrary(page: Page): Promise<LibraryCopy> {
  return page.evaluate(readDatabase, LEFT_EMPTY);
}

/** Call it before the app is opened: later its service worker would answer every address with the app. */
export async function pasteLibrary(page: Page, copy: LibraryCopy): Promise<void> {
  const address = '/library-copy.json';
  await page.route(`**${address}`, (route) => route.fulfill({ body: copy, contentType: 'application/json' }));
  await page.goto(STILL);
  await page.evaluate(writeDatabase, address);
  await page.unroute(`**${address}`);
}

interface StoreCopy {
  name: string;
  keyPath: string | string[] | null;
  autoIncrement: boolean;
  indexes: { name: string; keyPath: string | string[]; unique: boolean }[];
  rows: { key: IDBValidKey; value: unknown }[];
}

/** Runs in the page. */
async function readDatabase(leftEmpty: readonly string[]): Promise<string> {
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const base64 = (bytes: ArrayBufferLike) => {
    let text = '';
    const all = new Uint8Array(bytes);
    for (let i = 0; i < all.length; i += 8192) text += String.fromCharCode(...all.subarray(i, i + 8192));
    return btoa(text);
  };
  const plain = async (value: unknown): Promise<unknown> => {
    if (value instanceof Blob) return { $blob: base64(await value.arrayBuffer()), type: value.type };
    if (value instanceof ArrayBuffer) return { $buffer: base64(value) };
    if (ArrayBuffer.isView(value)) {
      const { buffer, byteOffset, byteLength } = value;
      const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
      return { $array: base64(bytes), of: value.constructor.name };
    }
    if (Array.isArray(value)) return Promise.all(value.map(plain));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(async ([key, each]) => [key, await plain(each)] as const);
    return Object.fromEntries(await Promise.all(entries));
  };
  const db = await ask(indexedDB.open('mitsuke'));
  const stores: StoreCopy[] = [];
  for (const name of db.objectStoreNames) {
    const store = db.transaction(name).objectStore(name);
    const [keys, values] = leftEmpty.includes(name)
      ? [[], []]
      : await Promise.all([ask(store.getAllKeys()), ask(store.getAll())]);
    const { keyPath, autoIncrement } = store;
    const indexes = [...store.indexNames].map((index) => {
      const { keyPath, unique } = db.transaction(name).objectStore(name).index(index);
      return { name: index, keyPath, unique };
    });
    const rows = await Promise.all(keys.map(async (key, i) => ({ key, value: await plain(values[i]) })));
    stores.push({ name, keyPath, autoIncrement, indexes, rows });
  }
  const { version } = db;
  db.close();
  return JSON.stringify({ version, stores });
}

/** Runs in the page. */
async function writeDatabase(address: string): Promise<void> {
  const { version, stores } = (await (await fetch(address)).json()) as {
    version: number;
    stores: StoreCopy[];
  };
  const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const whole = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(whole);
    if (typeof value !== 'object' || value === null) return value;
    if ('$blob' in value && 'type' in value) {
      return new Blob([bytesOf(value.$blob as string)], { type: value.type as string });
    }
    if ('$buffer' in value) return bytesOf(value.$buffer as string).buffer;
    if ('$array' in value && 'of' in value) {
      const kinds = { Float32Array, Uint32Array, Int8Array, Uint8Array };
      return new kinds[value.of as keyof typeof kinds](bytesOf(value.$array as string).buffer);
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, whole(each)]));
  };
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open('mitsuke', version);
    request.onupgradeneeded = () => {
      for (const { name, keyPath, autoIncrement, indexes } of stores) {
        const store = request.result.createObjectStore(name, { keyPath, autoIncrement });
        for (const index of indexes) store.createIndex(index.name, index.keyPath, { unique: index.unique });
      }
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      const tx = db.transaction([...db.objectStoreNames], 'readwrite');
      for (const { name, keyPath, rows } of stores) {
        for (const { key, value } of rows) {
          if (keyPath === null) tx.objectStore(name).put(whole(value), key);
          else tx.objectStore(name).put(whole(value));
        }
      }
      tx.onerror = () => reject(tx.error);
      tx.oncomplete = () => {
        db.close();
        resolve();
      };
    };
  });
}
