/**
 * Verifies a model of the catalogue with its real weights; needs internet access, and is run by hand once a
 * model. Downloads it through the app, hashes its files, runs its self-test, and ranks the sample album.
 *
 *   npm run verify-model -- <space> [--image <encoder>] [--text <encoder>] [--mirror <address>] [--stand-ins]
 *   npm run verify-model -- clip-b32
 *
 * `--stand-ins` uses the hashes of the stand-ins, to test this tool itself; their ranking is meaningless.
 */

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    image: { type: 'string' },
    text: { type: 'string' },
    mirror: { type: 'string' },
    'stand-ins': { type: 'boolean' },
  },
});
const [space] = positionals;
if (!space) {
  console.error('Which model? The spaces are listed in models/README.md: npm run verify-model -- clip-b32');
  process.exit(2);
}
const mode = values['stand-ins'] ? 'stand-ins' : 'production';
const env = {
  ...process.env,
  VERIFY_SPACE: space,
  VERIFY_IMAGE: values.image ?? '',
  VERIFY_TEXT: values.text ?? '',
  VERIFY_MIRROR: values.mirror ?? '',
  VERIFY_MODE: mode,
};
const command = [
  'node tools/machine.mjs --install --browser',
  `vite build --mode ${mode} --logLevel error`,
  'playwright test -c tools/verify-model/playwright.config.ts',
].join(' && ');
process.exit(spawnSync(command, { shell: true, stdio: 'inherit', env }).status ?? 1);
