/**
 * Serves a folder of downloaded model files under the hub's paths:
 *
 *   <repository>/resolve/<revision>/<path>              as the hub's addresses
 *   <repository>/<path>                                 as `hf download --local-dir <folder>/<repository>` writes them
 *   models--<owner>--<name>/snapshots/<revision>/<path> as the hub's own cache
 *
 *   node tools/verify-model/server.mjs <port> <folder>
 */

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve, sep } from 'node:path';

const [, , port, folder = '.'] = process.argv;
const ROOT = resolve(folder);

/**
 * @param {string} path of the address, decoded
 * @returns {string | undefined} an existing file below the folder
 */
function fileFor(path) {
  const parts = /^\/([^/]+)\/([^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path);
  if (!parts) return undefined;
  const [, owner = '', name = '', revision = '', file = ''] = parts;
  return [
    join(ROOT, owner, name, 'resolve', revision, file),
    join(ROOT, owner, name, file),
    join(ROOT, `models--${owner}--${name}`, 'snapshots', revision, file),
  ].find((each) => each.startsWith(ROOT + sep) && existsSync(each) && statSync(each).isFile());
}

createServer((request, response) => {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', 'content-range');
  // A cross-origin isolated page loads nothing without it.
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  const file = fileFor(decodeURIComponent((request.url ?? '').split('?')[0] ?? ''));
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  const { size } = statSync(file);
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
  const from = range ? Number(range[1]) : 0;
  if (from >= size) {
    response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
    return;
  }
  response.writeHead(range ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'content-length': size - from,
    ...(range && { 'content-range': `bytes ${from}-${size - 1}/${size}` }),
  });
  createReadStream(file, { start: from }).pipe(response);
}).listen(Number(port), () => console.log(`Serving ${ROOT} on port ${port}.`));
