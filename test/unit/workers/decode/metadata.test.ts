import { expect, test } from 'vitest';
import { readMetadata } from '#workers/decode/metadata';
import { box } from '../../../fixtures/boxes';
import { jpeg } from '../../../fixtures/jpeg';

test('broken bytes have no metadata, and cause no error', async () => {
  expect(await readMetadata(new ArrayBuffer(20))).toEqual({});
});

test('a clip’s offset counts from the file’s first byte, though stray bytes are in front of the picture', async () => {
  const stray = Buffer.alloc(9, 7);
  const picture = jpeg({ width: 8, height: 8, color: 'grey', at: () => [90], exif: { make: 'Canon' } });
  const clip = Buffer.concat([
    box('ftyp', Buffer.from('mp42\0\0\0\0isom', 'latin1')),
    box('moov', Buffer.alloc(4)),
  ]);
  const file = Buffer.concat([stray, picture, Buffer.from('MotionPhoto_Data'), clip]);
  expect(await readMetadata(new Uint8Array(file).buffer, {}, stray.length)).toEqual({
    camera: 'Canon',
    motion: { offset: file.length - clip.length, bytes: clip.length },
  });
});

test('stray bytes and fill bytes between segments cost no metadata', async () => {
  const exif = { make: 'Canon', taken: '2024:07:31 18:20:05' };
  const picture = jpeg({
    width: 8,
    height: 8,
    color: 'grey',
    at: () => [90],
    exif,
    iptc: 'A day at the sea',
  });
  const iptc = picture.indexOf(Buffer.from([0xff, 0xed]));
  for (const stray of [Buffer.from('stray'), Buffer.from([0xff, 0xff]), Buffer.from([7, 0xff, 0, 7])]) {
    const file = Buffer.concat([
      ...[picture.subarray(0, 2), stray, picture.subarray(2, iptc)],
      ...[stray, picture.subarray(iptc)],
    ]);
    expect(await readMetadata(new Uint8Array(file).buffer)).toEqual(
      await readMetadata(new Uint8Array(picture).buffer),
    );
  }
  expect(await readMetadata(new Uint8Array(picture).buffer)).toMatchObject({
    camera: 'Canon',
    caption: 'A day at the sea',
  });
});
