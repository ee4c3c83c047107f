/** Size budgets of what a visitor waits for, measured on the compressed copies that the build writes. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Files that index.html references: entry, preloaded modules, style. */
const firstPaint = [
  ...readFileSync('dist/index.html', 'utf8').matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g),
]
  .map(([, path]) => `dist/${path}`)
  // Files smaller than a kilobyte are served uncompressed.
  .map((path) => (existsSync(`${path}.gz`) ? `${path}.gz` : path));

/** Files that an offline search needs: the build without the album, the WebGPU runtime, decoders, words and faces. */
const everything = readdirSync('dist', { recursive: true })
  .map((path) => `dist/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.br') && !/^dist\/album|\.asyncify|\/(decoders|words|faces)\//.test(path));

const asItIs = { gzip: false, brotli: false };

/** A decoder's script and binary, fetched together when a file first needs them. */
const decoder = (name, files, limit) => ({
  name: `Decoder of ${name}, brotli`,
  path: readdirSync('dist/assets/decoders')
    .filter((file) => files.test(file) && file.endsWith('.br'))
    .map((file) => `dist/assets/decoders/${file}`),
  limit,
  ...asItIs,
});

/** Models of words or of faces, fetched with the first photo that is read. */
const models = (folder) =>
  readdirSync(`dist/assets/${folder}`)
    .filter((file) => file.endsWith('.br'))
    .map((file) => `dist/assets/${folder}/${file}`);

export default [
  {
    name: 'JavaScript before the first paint, gzip',
    path: firstPaint.filter((path) => /\.js(\.gz)?$/.test(path)),
    limit: '57 kB',
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
  decoder('HEIC', /^(heif|libheif)-/, '430 kB'),
  decoder('JPEG XL', /^jxl/, '300 kB'),
  decoder('JPEG 2000', /^(jp2|openjpegwasm_decode)-/, '100 kB'),
  decoder('TIFF', /^tiff-/, '40 kB'),
  decoder('PSD', /^psd-/, '2 kB'),
  decoder('SVG', /^(svg|index_bg)-/, '850 kB'),
  decoder('metadata in JPEG XL', /^brotli/, '100 kB'),
  decoder('videos', /^video-/, '65 kB'),
  { name: 'Models that read words, brotli', path: models('words'), limit: '6.5 MB', ...asItIs },
  { name: 'Models of faces, brotli', path: models('faces'), limit: '12.5 MB', ...asItIs },
];
