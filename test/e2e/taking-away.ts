/** Takes something of the browser away, or changes it, in the page and in all its workers, before their code runs. */

import type { BrowserContext, Route } from '@playwright/test';

/** A server may end a connection that has rested at the moment that it is used again. */
export const ANEW = { maxRetries: 3 };

/**
 * @param change runs once in the page and in each worker, before their own code. Self-contained, because it is sent as
 *   text. Of several calls the last one counts, in workers that start after it
 * @param given to `change`, as JSON
 */
export async function inPageAndWorkers<Given>(
  context: BrowserContext,
  change: (given: Given) => void,
  given?: Given,
): Promise<void> {
  const code = `globalThis.changed ??= ((${change})(${JSON.stringify(given)}), true);`;
  await context.addInitScript(code);
  await context.route('**/taken-away.js', (route) =>
    route.fulfill({ body: code, contentType: 'text/javascript' }),
  );
  // Modules run in the order of their imports. The first file of a worker's own worker cannot be changed from here, but
  // what it imports can.
  await context.route('**/assets/*.js', (route) =>
    prepend(route).catch(() => route.abort().catch(() => undefined)),
  );
}

/** Rejects if the page or the test ends meanwhile, or the file cannot be had: then the page hears that. */
async function prepend(route: Route): Promise<void> {
  const response = await route.fetch(ANEW);
  const { 'content-encoding': _, 'content-length': __, ...headers } = response.headers();
  const body = `import '/taken-away.js';\n${await response.text()}`;
  await route.fulfill({ status: response.status(), headers, body });
}

/** Serves the page without the headers that isolate it: there is no SharedArrayBuffer, so one thread. */
export async function withoutIsolation(context: BrowserContext): Promise<void> {
  await context.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    const response = await route.fetch(ANEW);
    const kept = Object.entries(response.headers()).filter(
      ([name]) => !/^cross-origin-(opener|embedder)-policy$|^content-(encoding|length)$/.test(name),
    );
    await route.fulfill({
      status: response.status(),
      headers: Object.fromEntries(kept),
      body: await response.text(),
    });
  });
}

/**
 * IndexedDB that refuses Blobs and Files wherever they are in a value, as WebKit's does in private windows and
 * automated sessions.
 */
export function refuseBlobs(): void {
  const hasBlob = (value: unknown): boolean => {
    if (value instanceof Blob) return true;
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
    if (value instanceof Map || value instanceof Set) return [...value].flat().some(hasBlob);
    return Object.values(value).some(hasBlob);
  };
  for (const name of ['put', 'add'] as const) {
    const write = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (value: unknown, key?: IDBValidKey) {
      if (hasBlob(value)) {
        const message = 'Error preparing Blob/File data to be stored in object store';
        throw new DOMException(message, 'DataCloneError');
      }
      return key === undefined ? write.call(this, value) : write.call(this, value, key);
    };
  }
}

/** A browser that stores nothing: neither IndexedDB nor localStorage. */
export function storeNothing(): void {
  // As configurable as the browser's own.
  Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true });
  if ('document' in globalThis) {
    Object.defineProperty(globalThis, 'localStorage', {
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
  }
}

/** WebAssembly as before 2021, or on a processor without the instructions: modules with vectors are refused. */
export function withoutSimd(): void {
  const [VECTOR_TYPE, VECTOR_PREFIX] = [0x7b, 0xfd];
  // More modules than those with vectors have these bytes, but no small one without does.
  const refuses = (source: BufferSource) => {
    const bytes = ArrayBuffer.isView(source) ? new Uint8Array(source.buffer) : new Uint8Array(source);
    return bytes.includes(VECTOR_TYPE) || bytes.includes(VECTOR_PREFIX);
  };
  const { validate } = WebAssembly;
  const fail = () => Promise.reject(new WebAssembly.CompileError('Wasm SIMD unsupported'));
  Object.assign(WebAssembly, {
    validate: (source: BufferSource) => !refuses(source) && validate(source),
    compile: fail,
    instantiate: fail,
    compileStreaming: fail,
    instantiateStreaming: fail,
  });
}
