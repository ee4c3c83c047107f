/**
 * Puts what is fetched when it is first needed into folders of its own, neither precached nor counted as part of the
 * first load: decoders into `assets/decoders`, the models of words and faces into `assets/words` and `assets/faces`.
 */

import type { Rolldown } from 'vite';

const SCRIPT = /\/workers\/decode\/(?:video\.|decoders\/(?!decoders?\.))/;
const MODEL = /(?:^|\/)models\/(words|faces)\//;
const BINARY =
  /node_modules\/(libheif-js|@jsquash\/jxl|@resvg\/resvg-wasm|@cornerstonejs\/codec-openjpeg|brotli-dec-wasm)\//;

export function chunkFileNames({ facadeModuleId }: Rolldown.PreRenderedChunk): string {
  return SCRIPT.test(facadeModuleId ?? '') ? 'assets/decoders/[name]-[hash].js' : 'assets/[name]-[hash].js';
}

export function assetFileNames({ originalFileNames }: Rolldown.PreRenderedAsset): string {
  const isBinary = originalFileNames.some((file) => BINARY.test(file));
  const model = originalFileNames.flatMap((file) => MODEL.exec(file)?.[1] ?? [])[0];
  return `assets/${isBinary ? 'decoders/' : model ? `${model}/` : ''}[name]-[hash][extname]`;
}
