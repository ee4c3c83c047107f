/** Compiles AssemblyScript kernels: `import binary from './scan.as.ts?kernel'` gives the bytes. */

import { readFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';

const SUFFIX = '.as.ts?kernel';

export function kernel(): Plugin {
  return {
    name: 'mitsuke-kernel',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(SUFFIX)) return;
      const file = id.slice(0, -'?kernel'.length);
      this.addWatchFile(file);
      const binary = await compile(await readFile(file, 'utf8'));
      const base64 = Buffer.from(binary).toString('base64');
      // A kernel is about a kilobyte: inside the script it needs no request of its own.
      return {
        code: `export default Uint8Array.from(atob('${base64}'), (char) => char.charCodeAt(0));`,
        moduleType: 'js',
        map: null,
      };
    },
  };
}

async function compile(source: string): Promise<Uint8Array> {
  const { error, binary, stderr } = await asc.compileString(source, {
    optimizeLevel: 3,
    runtime: 'stub',
    enable: ['simd'],
    noAssert: true,
    initialMemory: 1,
  } as never);
  if (error || !binary) throw new Error(`The kernel does not compile: ${error}\n${stderr}`);
  return binary;
}
