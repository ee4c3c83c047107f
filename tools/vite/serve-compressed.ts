/** Makes `vite preview` serve the build like a good host: compressed, with hashed files immutable. */

import sirv from 'sirv';
import type { Plugin } from 'vite';
import { HEADERS } from '../../src/core/headers.ts';
import { IMMUTABLE } from './host-files.ts';

/** Vite puts a hash of the content into these names, so they never change. */
const HASHED = /\/assets\//;

export function serveCompressed(): Plugin {
  return {
    name: 'mitsuke-serve-compressed',
    configurePreviewServer(server) {
      const { root, build } = server.config;
      server.middlewares.use(
        sirv(`${root}/${build.outDir}`, {
          brotli: true,
          gzip: true,
          etag: true,
          // No fallback to index.html: the app is one page, and its places are in the fragment.
          setHeaders(response, pathname) {
            for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
            const cache = HASHED.test(pathname) ? IMMUTABLE : 'no-cache';
            response.setHeader('Cache-Control', cache);
          },
        }),
      );
    },
  };
}
