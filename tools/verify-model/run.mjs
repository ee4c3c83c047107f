/**
 * Verifies models of the catalogue with their real weights, through the app in a browser: downloads and hashes all
 * files, opens every encoder on every backend, compares golden pictures, ranks the sample album, and measures speed
 * and memory. Prints one table. Writes the record of each space that passes to models/verified, to be committed.
 *
 *   npm run verify-model                                every model of the catalogue, from the network
 *   npm run verify-model -- clip-b32 uform3-small       these
 *   npm run verify-model -- clip-b32 --encoder clip-b32/image/q8 --encoder clip-b32/text/q8
 *   npm run verify-model -- --folder <folder>           from downloaded files (layouts: server.mjs)
 *   npm run verify-model -- --mirror <address>          from a server with the hub's paths
 *
 * `--software-webgpu` runs WebGPU on the processor. `--stand-ins` uses the files and hashes of the stand-ins, to test
 * this tool itself: their ranking is meaningless, so they fail there, and no record is written.
 */

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    encoder: { type: 'string', multiple: true },
    mirror: { type: 'string' },
    folder: { type: 'string' },
    'software-webgpu': { type: 'boolean' },
    'stand-ins': { type: 'boolean' },
  },
});
const standIns = values['stand-ins'] === true;
const mode = standIns ? 'stand-ins' : 'production';
/** @type {import('./options.ts').Options} */
const options = {
  spaces: positionals,
  encoders: values.encoder ?? [],
  mirror: values.mirror ?? null,
  folder: values.folder ?? (standIns ? '.cache/standins/tiny' : null),
  mode,
  softwareWebgpu: values['software-webgpu'] === true,
};
const commands = [
  'node tools/machine.mjs --install --browser',
  ...(standIns ? ['npm run stand-ins'] : []),
  `vite build --mode ${mode} --logLevel error`,
  'playwright test -c tools/verify-model/playwright.config.ts',
];
const env = { ...process.env, VERIFY_MODEL: JSON.stringify(options) };
process.exit(spawnSync(commands.join(' && '), { shell: true, stdio: 'inherit', env }).status ?? 1);
