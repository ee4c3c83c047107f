/**
 * Compiles AssemblyScript kernels: `import binary from './scan.as.ts?kernel'` gives the bytes, and
 * `?kernel=relaxed` those for engines with relaxed SIMD. With `?kernel=shared` and `?kernel=relaxed,shared` the kernel
 * has no memory of its own: it imports one that threads share.
 */

import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';

const KERNEL = /^(.*\.as\.ts)\?kernel(?:=(relaxed)?,?(shared)?)?$/;

export function kernel(): Plugin {
  return {
    name: 'mitsuke-kernel',
    enforce: 'pre',
    async load(id) {
      const [, file, relaxed, shared] = KERNEL.exec(id) ?? [];
      if (!file) return;
      const features = ['simd', ...(relaxed ? ['relaxed-simd'] : []), ...(shared ? ['threads'] : [])];
      const binary = await compile(file, features, Boolean(shared), (part) => this.addWatchFile(part));
      const base64 = Buffer.from(binary).toString('base64');
      // Inlined, because a kernel of a few kilobytes is not worth a request of its own.
      return {
        code: `export default Uint8Array.from(atob('${base64}'), (char) => char.charCodeAt(0));`,
        moduleType: 'js',
        map: null,
      };
    },
  };
}

/** Memory that threads share; any size up to 4 GB is taken. */
const SHARED = ['--importMemory', '--sharedMemory', '--maximumMemory', '65536'];

/** @param read called with each file that the kernel consists of */
async function compile(
  file: string,
  features: readonly string[],
  isShared: boolean,
  read: (file: string) => void,
): Promise<Uint8Array> {
  const folder = dirname(file);
  let binary: Uint8Array | undefined;
  const fixed = ['--optimizeLevel', '3', '--runtime', 'stub', '--noAssert', '--initialMemory', '1'];
  const options = [...fixed, '--enable', features.join(), ...(isShared ? SHARED : []), '--outFile', OUTPUT];
  const { error, stderr } = await asc.main([basename(file), ...options], {
    async readFile(name) {
      const part = resolve(folder, name);
      const source = await readFile(part, 'utf8').catch(() => null);
      if (source !== null) read(part);
      return source;
    },
    writeFile(name, contents) {
      if (name === OUTPUT) binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`The kernel does not compile: ${error}\n${stderr}`);
  return binary;
}

const OUTPUT = 'kernel.wasm';
