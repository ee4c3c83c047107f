/** Budgets of design: what a visitor waits for. The compressed copies that the build made are measured as they are. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Everything that index.html names itself: entry, preloaded modules, style. */
const firstPaint = [...readFileSync('dist/index.html', 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)]
  .map(([, path]) => `dist/${path}`)
  // What is smaller than a kilobyte is served as it is.
  .map((path) => (existsSync(`${path}.gz`) ? `${path}.gz` : path));

/** What an offline search needs: all of the build but the album, and the runtime that only WebGPU needs. */
const everything = readdirSync('dist', { recursive: true })
  .map((path) => `dist/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.br') && !/^dist\/album|\.asyncify/.test(path));

const asItIs = { gzip: false, brotli: false };

export default [
  {
    name: 'JavaScript before the first paint, gzip',
    path: firstPaint.filter((path) => /\.js(\.gz)?$/.test(path)),
    limit: '60 kB',
    ...asItIs,
  },
  {
    name: 'Style before the first paint, gzip',
    path: firstPaint.filter((path) => /\.css(\.gz)?$/.test(path)),
    limit: '12 kB',
    ...asItIs,
  },
  {
    name: 'Everything for offline search, starter model included, brotli',
    path: everything,
    limit: '13 MB',
    ...asItIs,
  },
];
