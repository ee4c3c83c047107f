/**
 * Puts decoders into a folder of their own, `assets/decoders`: they are fetched when a file first needs them, and so
 * neither precached nor counted as part of the first load.
 */

import type { Rolldown } from 'vite';

const SCRIPT = /\/workers\/decode\/(?:video\.|decoders\/(?!decoders?\.))/;
const BINARY = /node_modules\/(libheif-js|@jsquash\/jxl|@resvg\/resvg-wasm|@cornerstonejs\/codec-openjpeg)\//;

export function chunkFileNames({ facadeModuleId }: Rolldown.PreRenderedChunk): string {
  return SCRIPT.test(facadeModuleId ?? '') ? 'assets/decoders/[name]-[hash].js' : 'assets/[name]-[hash].js';
}

export function assetFileNames({ originalFileNames }: Rolldown.PreRenderedAsset): string {
  const isDecoder = originalFileNames.some((file) => BINARY.test(file));
  return `assets/${isDecoder ? 'decoders/' : ''}[name]-[hash][extname]`;
}
