/** Makes `vite preview` serve the build like a good host: compressed, with hashed files immutable. */

import sirv from 'sirv';
import type { Connect, Plugin } from 'vite';
import { HEADERS } from '../../src/core/headers.ts';
import { IMMUTABLE } from './host-files.ts';

/** Vite puts a hash of the content into these names, so they never change. */
const HASHED = /\/assets\//;

/** `E2E_LATE`: up to so many milliseconds each script and style comes late, which shows what depends on a quick network. */
const LATE_MS = Number(process.env.E2E_LATE ?? 0);

const late: Connect.NextHandleFunction = ({ url = '' }, _, next) => {
  if (/\.(js|mjs|css)$/.test(url)) setTimeout(next, LATE_MS * Math.random());
  else next();
};

export function serveCompressed(): Plugin {
  return {
    name: 'mitsuke-serve-compressed',
    configurePreviewServer(server) {
      const { root, build } = server.config;
      if (LATE_MS > 0) server.middlewares.use(late);
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
