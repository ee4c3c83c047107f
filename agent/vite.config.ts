/** Bundles the agent into one file for Node. Native packages stay external: see package.json beside this. */

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  publicDir: false,
  resolve: { alias: { '#core': here('../src/core') } },
  ssr: { noExternal: true, external: ['koffi', 'onnxruntime-node'] },
  build: {
    ssr: here('src/main.ts'),
    target: 'node20',
    outDir: here('dist'),
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: 'mitsuke-agent.js', codeSplitting: false } },
  },
});
