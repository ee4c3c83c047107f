/** `node test/bench/words/measure.mjs`, from the root: prints what `words.ts` measures, as JSON. */

import { join } from 'node:path';
import { build } from 'vite';

const OUT = '.cache/bench-words';

// Bundled as in the app: what runs modules one by one looks up each constant of another module anew.
await build({
  configFile: false,
  logLevel: 'error',
  build: { ssr: join(import.meta.dirname, 'words.ts'), outDir: OUT, target: 'es2023' },
});
const { words } = await import(join(process.cwd(), OUT, 'words.js'));
console.log(JSON.stringify(words()));
