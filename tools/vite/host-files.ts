/**
 * Files that tell static hosts which headers to send, and the content policy in the page itself for hosts that send
 * none: `_headers` (Netlify, Cloudflare Pages), `.htaccess` (Apache), `.nojekyll` (GitHub Pages, which else leaves
 * out files).
 */

import type { Plugin } from 'vite';
import { HEADERS, PAGE_POLICY } from '../../src/core/headers.ts';

/** Vite puts a hash of the content into the names of these files, so they never change. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';

export function hostFiles(): Plugin {
  return {
    name: 'mitsuke-host-files',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
        injectTo: 'head-prepend',
      },
    ],
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
      this.emitFile({ type: 'asset', fileName: '.htaccess', source: apacheFile() });
      this.emitFile({ type: 'asset', fileName: '.nojekyll', source: '' });
    },
  };
}

function headersFile(): string {
  const all = Object.entries(HEADERS).map(([name, value]) => `  ${name}: ${value}`);
  return ['/*', ...all, '/assets/*', `  Cache-Control: ${IMMUTABLE}`, ''].join('\n');
}

function apacheFile(): string {
  const all = Object.entries(HEADERS).map(([name, value]) => `  Header always set ${name} "${value}"`);
  return [
    'AddType application/wasm .wasm',
    'AddType text/javascript .js .mjs',
    'AddType application/manifest+json .webmanifest',
    '<IfModule mod_headers.c>',
    ...all,
    `  <If "%{REQUEST_URI} =~ m#/assets/#">`,
    `    Header set Cache-Control "${IMMUTABLE}"`,
    '  </If>',
    '</IfModule>',
    '',
  ].join('\n');
}
