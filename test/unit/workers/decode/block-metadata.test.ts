import { expect, test } from 'vitest';
import { blockMetadata } from '#workers/decode/block-metadata';
import { formatOf } from '#workers/decode/format';
import { readMetadata } from '#workers/decode/metadata';
import { isWhole } from '#workers/decode/whole';
import { box } from '../../../fixtures/boxes';
import { exifPayload } from '../../../fixtures/exif';
import { gif } from '../../../fixtures/gif';
import { jp2 } from '../../../fixtures/jp2';
import { psd } from '../../../fixtures/psd';
import { iptcData, xmpPacket } from '../../../fixtures/xmp';

const SIZE = { width: 64, height: 64, at: () => [90] };
const EXIF_NAME = 'Exif\0\0'.length;
const EXIF = exifPayload({
  taken: '2024:07:31 18:20:05',
  make: 'Canon',
  gps: { latitude: 35.5, longitude: 139.25 },
}).subarray(EXIF_NAME);
/** Larger than a segment of a JPEG, as the history of an edited document is. */
const HISTORY = `<!--${'step '.repeat(20_000)}-->`;
const XMP = Buffer.from(HISTORY + xmpPacket({ 'dc:subject': ['sea', '海'] }), 'utf8');
const IPTC = iptcData({ 120: 'A day at the sea' });
const ALL = {
  moment: expect.objectContaining({ taken: Date.UTC(2024, 6, 31, 18, 20, 5) }),
  camera: 'Canon',
  place: { latitude: 35.5, longitude: 139.25 },
  tags: ['sea', '海'],
  caption: 'A day at the sea',
};

const uuid = (id: string, data: Buffer) => box('uuid', Buffer.from(id, 'hex'), data);
const exifBox = (data: Buffer) => uuid(Buffer.from('JpgTiffExif->JP2').toString('hex'), data);
const XMP_BOX = uuid('be7acfcb97a942e89c71999491e3afac', XMP);
const IPTC_BOX = uuid('33c7a4d2b81d4723a0baf1a3e097ad38', IPTC);

function metadataOf(file: Buffer) {
  const bytes = new Uint8Array(file);
  return readMetadata(blockMetadata(bytes, formatOf(bytes).type) ?? bytes.buffer);
}

test.each([{ large: false }, { large: true }])('a PSD has what its resources say: %o', async ({ large }) => {
  const resources = { 1000: Buffer.from('odd'), 1028: IPTC, 1058: EXIF, 1060: XMP };
  expect(await metadataOf(psd({ ...SIZE, large, resources }))).toEqual(ALL);
});

test.each([
  ['as it is', EXIF],
  ['with the name that a JPEG gives it', Buffer.concat([Buffer.from('Exif\0\0'), EXIF])],
])('a JPEG 2000 has what its boxes say, EXIF %s', async (_, exif) => {
  const boxes = [uuid('00'.repeat(16), Buffer.from('other')), exifBox(exif), XMP_BOX, IPTC_BOX];
  expect(await metadataOf(await jp2({ ...SIZE, boxes }))).toEqual(ALL);
});

test('a GIF has what its XMP says, whatever its length', async () => {
  // In a packet read as sub-blocks, the last byte of each is taken for a length.
  for (let length = 0; length < 300; length++) {
    const xmp = `${'海'.repeat(length)}${xmpPacket({ 'dc:subject': ['sea', '海'] })}`;
    const moving = gif(
      8,
      8,
      [
        [9, 9, 9],
        [200, 9, 9],
      ],
      xmp,
    );
    expect(await metadataOf(moving)).toEqual({ tags: ['sea', '海'] });
    expect(isWhole(moving, 'image/gif')).toBe(true);
  }
});

test('XMP is read without EXIF, and beside EXIF that is damaged', async () => {
  const tags = { tags: ['sea', '海'] };
  expect(await metadataOf(psd({ ...SIZE, resources: { 1060: XMP } }))).toEqual(tags);
  expect(await metadataOf(psd({ ...SIZE, resources: { 1058: EXIF.subarray(0, 5), 1060: XMP } }))).toEqual(
    tags,
  );
});

test('files without such blocks have no metadata', async () => {
  expect(await metadataOf(psd(SIZE))).toEqual({});
  expect(await metadataOf(await jp2({ ...SIZE, bare: true }))).toEqual({});
  expect(await metadataOf(gif(8, 8, [[9, 9, 9]]))).toEqual({});
});

test('a file that is cut anywhere has a part of it, and causes no error', async () => {
  const resources = { 1028: IPTC, 1058: EXIF };
  const files = [psd({ ...SIZE, resources }), await jp2({ ...SIZE, boxes: [exifBox(EXIF), IPTC_BOX] })];
  for (const file of files) {
    for (let length = 8; length < file.length; length++) await metadataOf(file.subarray(0, length));
    expect(await metadataOf(file)).toMatchObject({ camera: 'Canon', caption: 'A day at the sea' });
  }
});

test('sizes that are wrong neither end the reading in an error nor make it endless', async () => {
  const file = await jp2({ ...SIZE, boxes: [exifBox(EXIF)] });
  const at = file.indexOf('uuid') - 4;
  for (const size of [0, 1, 7, 8, 0xffffffff]) {
    const wrong = Buffer.from(file);
    wrong.writeUInt32BE(size, at);
    expect(await metadataOf(wrong)).toBeDefined();
  }
});
