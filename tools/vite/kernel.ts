/**
 * Compiles AssemblyScript kernels: `import binary from './scan.as.ts?kernel'` gives the bytes, and
 * `?kernel=relaxed` those for engines with relaxed SIMD.
 */

import { readFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';

const KERNEL = /^(.*\.as\.ts)\?kernel(=relaxed)?$/;

export function kernel(): Plugin {
  return {
    name: 'mitsuke-kernel',
    enforce: 'pre',
    async load(id) {
      const [, file, relaxed] = KERNEL.exec(id) ?? [];
      if (!file) return;
      this.addWatchFile(file);
      const features = relaxed ? ['simd', 'relaxed-simd'] : ['simd'];
      const binary = await compile(await readFile(file, 'utf8'), features);
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

async function compile(source: string, features: string[]): Promise<Uint8Array> {
  const { error, binary, stderr } = await asc.compileString(source, {
    optimizeLevel: 3,
    runtime: 'stub',
    enable: features,
    noAssert: true,
    initialMemory: 1,
  } as never);
  if (error || !binary) throw new Error(`The kernel does not compile: ${error}\n${stderr}`);
  return binary;
}
