/**
 * Checks what the tests need besides Node. Without options it only reports what is missing.
 *
 *   node tools/machine.mjs [--install] [--browser]
 *
 * `--install` installs it through apt, as root on Debian and Ubuntu. `--browser` checks the browser only.
 */

import { execFileSync } from 'node:child_process';
import { findBrowser, findFirefox, findWebKit, which } from './browser.mjs';

/** @param {string[]} names */
const areHere = (...names) => names.every((name) => which(name));

/**
 * `where` are packages that some versions of Debian have, and need. `spared` says how the tests run without it.
 * @typedef {{ what: string, isHere: () => boolean, packages: string[], where?: string[], spared?: string }} Need
 */

/** @type {Need[]} */
const NEEDS = [
  {
    what: 'Chromium or Chrome (install one, or set CHROME_PATH to it)',
    isHere: () => Boolean(findBrowser()),
    packages: ['chromium', 'fonts-noto-cjk'],
  },
];

/** Debian alone has a package of it. */
if (!process.argv.includes('--browser') && process.platform === 'linux') {
  NEEDS.push({
    what: 'Chromium’s headless shell (Debian: chromium-headless-shell)',
    isHere: () => Boolean(which('chromium-headless-shell')),
    packages: [],
    where: ['chromium-headless-shell'],
    spared: 'the tests use the whole browser and take longer',
  });
}

/** HEIC and AVIF are written and read by libheif, whose coders are packages of their own since Debian 13. */
if (!process.argv.includes('--browser')) {
  NEEDS.push({
    what: 'heif-enc with encoders of HEVC and AV1, and heif-convert (Debian: libheif-examples; macOS: brew install libheif)',
    isHere: () => codes('HEIC') && codes('AVIF') && Boolean(which('heif-convert')),
    packages: ['libheif-examples'],
    where: ['libheif-plugin-x265', 'libheif-plugin-libde265', 'libheif-plugin-aomenc'],
  });
  NEEDS.push({
    what: 'avifenc and avifdec (Debian: libavif-bin; macOS: brew install libavif)',
    isHere: () => areHere('avifenc', 'avifdec'),
    packages: ['libavif-bin'],
  });
}

/**
 * Programs that write and read, as others than the app, what it decodes. Most are those of the formats' own libraries;
 * ImageMagick is for PSD, BMP and the many forms of TIFF, exiftool for metadata. These weigh 14 MB together. ffmpeg
 * weighs 100 MB, but nothing smaller has both sides of H.264.
 */
if (!process.argv.includes('--browser')) {
  NEEDS.push(
    {
      what: 'cwebp and dwebp (Debian: webp; macOS: brew install webp)',
      isHere: () => areHere('cwebp', 'dwebp'),
      packages: ['webp'],
    },
    {
      what: 'cjxl and djxl (Debian: libjxl-tools; macOS: brew install jpeg-xl)',
      isHere: () => areHere('cjxl', 'djxl'),
      packages: ['libjxl-tools'],
    },
    {
      what: 'opj_compress and opj_decompress (Debian: libopenjp2-tools; macOS: brew install openjpeg)',
      isHere: () => areHere('opj_compress', 'opj_decompress'),
      packages: ['libopenjp2-tools'],
    },
    {
      what: 'tiffcp (Debian: libtiff-tools; macOS: brew install libtiff)',
      isHere: () => areHere('tiffcp'),
      packages: ['libtiff-tools'],
    },
    {
      what: 'rsvg-convert (Debian: librsvg2-bin; macOS: brew install librsvg)',
      isHere: () => areHere('rsvg-convert'),
      packages: ['librsvg2-bin'],
    },
    {
      what: 'ImageMagick, as magick or convert (Debian: imagemagick; macOS: brew install imagemagick)',
      isHere: hasImageMagick,
      packages: ['imagemagick'],
    },
    {
      what: 'exiftool (Debian: libimage-exiftool-perl; macOS: brew install exiftool)',
      isHere: () => areHere('exiftool'),
      packages: ['libimage-exiftool-perl'],
    },
    {
      what: 'ffmpeg with libx264 (Debian: ffmpeg; macOS: brew install ffmpeg)',
      isHere: encodesVideos,
      packages: ['ffmpeg'],
    },
  );
}

/** For tests of the box, which compile its stand-in, make certificates and inspect processes. */
if (!process.argv.includes('--browser') && process.platform === 'linux') {
  NEEDS.push(
    { what: 'gcc with the C library’s headers', isHere: compiles, packages: ['gcc', 'libc6-dev'] },
    { what: 'openssl', isHere: () => Boolean(which('openssl')), packages: ['openssl'] },
    { what: 'ps', isHere: () => Boolean(which('ps')), packages: ['procps'] },
  );
}

/** The other engines. Ubuntu has no package of the first, and only Linux has the second. */
if (!process.argv.includes('--browser')) {
  NEEDS.push({
    what: 'Firefox (install it, or set FIREFOX_PATH to it)',
    isHere: () => Boolean(findFirefox()),
    packages: [],
    where: ['firefox-esr'],
    spared: 'tests of it are skipped',
  });
  if (process.platform === 'linux') {
    NEEDS.push({
      what: 'WebKitGTK with its driver, and Xvfb (Debian: webkit2gtk-driver, xvfb)',
      isHere: () => Boolean(findWebKit()),
      packages: [],
      where: ['webkit2gtk-driver', 'xvfb'],
      spared: 'tests of it are skipped',
    });
  }
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

/** Windows has another program with that name. */
function hasImageMagick() {
  if (which('magick')) return true;
  try {
    return execFileSync('convert', ['-version'], { encoding: 'utf8', stdio: 'pipe' }).includes('ImageMagick');
  } catch {
    return false;
  }
}

function encodesVideos() {
  try {
    const list = execFileSync('ffmpeg', ['-hide_banner', '-encoders'], { encoding: 'utf8', stdio: 'pipe' });
    return list.includes('libx264 ');
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

const missing = () => NEEDS.filter(({ isHere }) => !isHere());
/** @param {Need[]} needs */
const listOf = (needs) => needs.map(({ what }) => what).join(', ');

if (missing().length > 0 && canInstall()) install(missing());
const [spared, needed] = [missing().filter((need) => need.spared), missing().filter((need) => !need.spared)];
for (const { what, spared: so } of spared) console.log(`Not here, so ${so}: ${what}.`);
if (needed.length > 0) {
  console.error(`The tests need ${listOf(needed)}.`);
  process.exit(1);
}

function canInstall() {
  return process.argv.includes('--install') && process.getuid?.() === 0 && which('apt-get');
}

/** @param {Need[]} needs */
function install(needs) {
  const options = {
    stdio: /** @type {const} */ ('inherit'),
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  try {
    execFileSync('apt-get', ['update', '-qq'], options);
    const packages = [
      ...needs.flatMap((need) => need.packages),
      ...needs.flatMap(({ where = [] }) => where).filter(isPackage),
    ];
    console.log(`The tests use ${listOf(needs)}: installing ${packages.join(', ')} through apt.`);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  } catch (error) {
    // What is still missing is told below; only some of it stops the tests.
    console.error(String(error));
  }
}
