/**
 * Puts what is fetched when it is first needed into folders of its own, neither precached nor counted as part of the
 * first load: decoders into `assets/decoders`, the models that read words into `assets/words`.
 */

import type { Rolldown } from 'vite';

const SCRIPT = /\/workers\/decode\/(?:video\.|decoders\/(?!decoders?\.))/;
const MODEL = /(?:^|\/)models\/words\//;
const BINARY = /node_modules\/(libheif-js|@jsquash\/jxl|@resvg\/resvg-wasm|@cornerstonejs\/codec-openjpeg)\//;

export function chunkFileNames({ facadeModuleId }: Rolldown.PreRenderedChunk): string {
  return SCRIPT.test(facadeModuleId ?? '') ? 'assets/decoders/[name]-[hash].js' : 'assets/[name]-[hash].js';
}

export function assetFileNames({ originalFileNames }: Rolldown.PreRenderedAsset): string {
  const has = (pattern: RegExp) => originalFileNames.some((file) => pattern.test(file));
  return `assets/${has(BINARY) ? 'decoders/' : has(MODEL) ? 'words/' : ''}[name]-[hash][extname]`;
}
