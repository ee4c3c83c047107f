/** What files say of themselves after exiftool has written it into them: each format has places of its own for it. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { beforeAll, expect, test, vi } from 'vitest';
import { wallTime } from '#core/wall-clock';
import { blockMetadata } from '#workers/decode/block-metadata';
import { formatOf, isRaw } from '#workers/decode/format';
import { readMetadata } from '#workers/decode/metadata';
import { largestJpeg, rawMetadata } from '#workers/decode/raw';
import { colouredPng } from '../../../fixtures/coloured-picture';
import { heif } from '../../../fixtures/heif';
import { jpeg } from '../../../fixtures/jpeg';
import { type Command, MAGICK, made } from '../../../fixtures/programs';
import { rawFiles } from '../../../fixtures/raw-files';

const SAID = [
  ['EXIF:DateTimeOriginal', '2019:02:03 04:05:06'],
  ['EXIF:OffsetTimeOriginal', '+09:00'],
  ['EXIF:Make', 'FUJIFILM'],
  ['EXIF:Model', 'X-T30'],
  ['EXIF:GPSLatitude', '35.5'],
  ['EXIF:GPSLatitudeRef', 'S'],
  ['EXIF:GPSLongitude', '139.25'],
  ['EXIF:GPSLongitudeRef', 'E'],
  ['XMP-dc:Subject', 'sea'],
  ['XMP-dc:Subject', '海'],
  ['XMP:Rating', '5'],
];
const READ = {
  moment: { taken: wallTime(2019, 2, 3, 4, 5, 6), offset: 540 },
  camera: 'FUJIFILM X-T30',
  place: { latitude: -35.5, longitude: 139.25 },
  tags: ['sea', '海'],
  favourite: true,
};

/** Formats with a place for IPTC. */
const CAPTION = ['IPTC:Caption-Abstract', 'A day at the sea'];
const HAVE_IPTC = ['jpeg.jpg', 'magick.psd', 'magick.psb', 'magick.tif'];

/** What a GIF can have: it has a place for XMP alone. */
const SAID_IN_XMP = [
  ['XMP-exif:DateTimeOriginal', '2019:02:03 04:05:06+09:00'],
  ['XMP-exif:GPSLatitude', '35.5 S'],
  ['XMP-exif:GPSLongitude', '139.25 E'],
  ...SAID.filter(([tag]) => tag?.startsWith('XMP')),
];
const { camera: _, ...READ_IN_XMP } = READ;

const byMagick: Command = (from, to) => [MAGICK, from, to];
const WRITERS: Readonly<Record<string, Command>> = {
  'magick.psd': byMagick,
  'magick.psb': byMagick,
  'magick.tif': byMagick,
  'magick.png': byMagick,
  'magick.gif': byMagick,
  'opj.jp2': (from, to) => ['opj_compress', '-i', from, '-o', to],
  // Not a bare codestream, which has no room for metadata.
  'cjxl.jxl': (from, to) => ['cjxl', from, to, '-e', '1', '--container=1'],
};
/** What `cjxl` makes of a JPEG with its metadata, which it packs with Brotli; not IPTC. */
const OF_JPEG = 'of-jpeg.jxl';
/** exiftool takes those of Canon's older format, Fujifilm's and others for damaged: a sensor's data are not in ours. */
const RAW = [
  'camera.nef',
  'camera.arw',
  'camera.dng',
  'camera.orf',
  'camera.rw2',
  'camera.pef',
  'camera.cr3',
];

// WebAssembly is fetched, which Node does not do: its own Brotli stands in for the decoder of the app.
vi.mock('#workers/decode/decoders/brotli', () => ({
  script: '',
  unbrotli: async (packed: Uint8Array, most: number) =>
    new Uint8Array(brotliDecompressSync(packed, { maxOutputLength: most })),
}));

let folder: string;
const files = { ...pictures(), ...raws() };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'exiftool-'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const write = (said: readonly (readonly string[])[], names: readonly string[]) => {
    const tags = said.map(([tag, value]) => `-${tag}=${value}`);
    const paths = names.map((name) => join(folder, name));
    execFileSync('exiftool', ['-quiet', '-overwrite_original', ...tags, ...paths], { stdio: 'pipe' });
  };
  write(SAID, Object.keys(files));
  write([CAPTION], HAVE_IPTC);
  write(SAID_IN_XMP, ['magick.gif']);
  execFileSync('cjxl', [join(folder, 'jpeg.jpg'), join(folder, OF_JPEG)], { stdio: 'pipe' });
  return () => rmSync(folder, { recursive: true });
});

const told = Object.keys(files).filter((name) => name !== 'magick.gif');
test.each([...told, OF_JPEG])('%s tells moment, place, camera, tags and stars', async (name) => {
  const caption = HAVE_IPTC.includes(name) ? { caption: 'A day at the sea' } : {};
  expect(await read(name)).toEqual({ ...READ, ...caption });
});

test('a GIF tells all that its XMP does', async () => {
  expect(await read('magick.gif')).toEqual(READ_IN_XMP);
});

function read(name: string) {
  return readMetadata(placeOfMetadata(Uint8Array.from(readFileSync(join(folder, name)))));
}

function placeOfMetadata(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  const { type } = formatOf(bytes);
  if (!isRaw(type)) return blockMetadata(bytes, type) ?? bytes.buffer;
  const { start, end } = largestJpeg(bytes) ?? {};
  return rawMetadata(bytes, type, bytes.slice(start, end));
}

function pictures(): Record<string, Buffer> {
  const picture = { width: 64, height: 64, at: (x: number) => [x, 90, 200] };
  return {
    ...Object.fromEntries(
      Object.entries(WRITERS).map(([name, command]) => [
        name,
        made('in.png', colouredPng(), [name, command]),
      ]),
    ),
    'jpeg.jpg': jpeg({ ...picture, color: 'rgb' }),
    'heif.heic': heif({ ...picture, brands: ['heic', 'mif1'] }),
    'heif.avif': heif({ ...picture, brands: ['avif', 'mif1', 'miaf'], codec: 'av1' }),
  };
}

function raws(): Record<string, Buffer> {
  const taken = rawFiles().filter(({ name }) => RAW.includes(name));
  return Object.fromEntries(taken.map(({ name, bytes }) => [name, bytes]));
}
