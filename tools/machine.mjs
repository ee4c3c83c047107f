/**
 * Checks what the tests need besides Node. Without options it only reports what is missing.
 *
 *   node tools/machine.mjs [--install] [--browser]
 *
 * `--install` installs it through apt, as root on Debian and Ubuntu. `--browser` checks the browser only.
 */

import { execFileSync } from 'node:child_process';
import { findBrowser, which } from './browser.mjs';

/**
 * `where` are packages that some versions of Debian have, and need.
 * @typedef {{ what: string, isHere: () => boolean, packages: string[], where?: string[] }} Need
 */

/** @type {Need[]} */
const NEEDS = [
  {
    what: 'Chromium or Chrome (install one, or set CHROME_PATH to it)',
    isHere: () => Boolean(findBrowser()),
    packages: ['chromium', 'fonts-noto-cjk'],
  },
];

/** HEIC and AVIF are written by libheif, whose encoders are packages of their own since Debian 13. */
if (!process.argv.includes('--browser')) {
  NEEDS.push({
    what: 'heif-enc with encoders of HEVC and AV1 (Debian: libheif-examples; macOS: brew install libheif)',
    isHere: () => codes('HEIC') && codes('AVIF'),
    packages: ['libheif-examples'],
    where: ['libheif-plugin-x265', 'libheif-plugin-aomenc'],
  });
}

/** For tests of the box, which compile its stand-in, make certificates and inspect processes. */
if (!process.argv.includes('--browser') && process.platform === 'linux') {
  NEEDS.push(
    { what: 'gcc with the C library’s headers', isHere: compiles, packages: ['gcc', 'libc6-dev'] },
    { what: 'openssl', isHere: () => Boolean(which('openssl')), packages: ['openssl'] },
    { what: 'ps', isHere: () => Boolean(which('ps')), packages: ['procps'] },
  );
}

/** @param {string} format Whether heif-enc has an encoder of it. */
function codes(format) {
  try {
    const list = execFileSync('heif-enc', ['--list-encoders'], { encoding: 'utf8', stdio: 'pipe' });
    return new RegExp(`${format} encoders:\\n-`).test(list);
  } catch {
    return false;
  }
}

/** @param {string} name */
function isPackage(name) {
  try {
    execFileSync('apt-cache', ['show', name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function compiles() {
  try {
    const source = '#include <stdlib.h>\nint main(void) { return 0; }\n';
    execFileSync('gcc', ['-xc', '-fsyntax-only', '-'], { input: source, stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

const missing = NEEDS.filter(({ isHere }) => !isHere());
if (missing.length > 0) {
  const list = missing.map(({ what }) => what).join(', ');
  if (!process.argv.includes('--install') || process.getuid?.() !== 0 || !which('apt-get')) {
    console.error(`The tests need ${list}.`);
    process.exit(1);
  }
  const packages = missing.flatMap((need) => need.packages);
  console.log(`The tests need ${list}: installing ${packages.join(', ')} through apt.`);
  const options = {
    stdio: /** @type {const} */ ('inherit'),
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  execFileSync('apt-get', ['update', '-qq'], options);
  const more = missing.flatMap(({ where = [] }) => where).filter(isPackage);
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages, ...more], options);
}
