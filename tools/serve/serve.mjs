/**
 * Serves the build to other devices of the network. A phone gives a page storage and threads over https alone, so
 * `--https` makes a certificate for this machine's addresses.
 *
 *   npm run serve -- [--https] [--port 8443]
 */

import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';
import { preview } from 'vite';
import { certificates } from './certificates.mjs';
import { installPage } from './install-page.mjs';

const { values } = parseArgs({
  options: { https: { type: 'boolean', default: false }, port: { type: 'string', default: '8443' } },
});
const port = Number(values.port);
const addresses = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .filter(({ family, internal }) => family === 'IPv4' && !internal)
  .map(({ address }) => address);

if (values.https) {
  const { authority, key, cert } = await certificates(['127.0.0.1', ...addresses]);
  await preview({ preview: { host: true, port, strictPort: true, https: { key, cert } } });
  // Not secure, as it must be: a phone fetches from here what makes the other one secure to it.
  createServer((request, response) => {
    const isFile = request.url === '/mitsuke.crt';
    response.setHeader('Content-Type', isFile ? 'application/x-x509-ca-cert' : 'text/html; charset=utf-8');
    response.end(isFile ? authority : installPage(`https://${request.headers.host?.split(':')[0]}:${port}/`));
  }).listen(port + 1);
} else {
  await preview({ preview: { host: true, port, strictPort: true } });
}
const scheme = values.https ? 'https' : 'http';
for (const address of ['localhost', ...addresses]) console.log(`  ${scheme}://${address}:${port}/`);
if (values.https) {
  console.log(
    'A device that does not know the certificate yet opens this once, and follows its three steps:',
  );
  for (const address of addresses) console.log(`  http://${address}:${port + 1}/`);
}
