/**
 * Compiles AssemblyScript kernels: `import binary from './scan.as.ts?kernel'` gives the bytes, and
 * `?kernel=relaxed` those for engines with relaxed SIMD. With `?kernel=shared` and `?kernel=relaxed,shared` the kernel
 * has no memory of its own: it imports one that threads share.
 */

import { readFile } from 'node:fs/promises';
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
      this.addWatchFile(file);
      const features = ['simd', ...(relaxed ? ['relaxed-simd'] : []), ...(shared ? ['threads'] : [])];
      const binary = await compile(await readFile(file, 'utf8'), features, shared ? SHARED : {});
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

/** Any memory up to 4 GB is taken. */
const SHARED = { importMemory: true, sharedMemory: true, maximumMemory: 65_536 };

async function compile(source: string, features: string[], memory: object): Promise<Uint8Array> {
  const { error, binary, stderr } = await asc.compileString(source, {
    optimizeLevel: 3,
    runtime: 'stub',
    enable: features,
    noAssert: true,
    initialMemory: 1,
    ...memory,
  } as never);
  if (error || !binary) throw new Error(`The kernel does not compile: ${error}\n${stderr}`);
  return binary;
}
