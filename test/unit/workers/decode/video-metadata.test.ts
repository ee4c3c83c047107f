import { describe, expect, test } from 'vitest';
import { momentAt, wallTime } from '#core/wall-clock';
import { isoCreated } from '#workers/decode/iso-created';
import { isDark } from '#workers/decode/square';
import { momentIn, placeFrom, videoMetadata } from '#workers/decode/video-metadata';

const JULY = Date.UTC(2023, 6, 4, 9, 20, 5);

describe('the moment of a video', () => {
  test.each([
    ['2023-07-04T18:20:05+0900', { taken: wallTime(2023, 7, 4, 18, 20, 5), offset: 540 }],
    ['2023-07-04T04:50:05-04:30', { taken: wallTime(2023, 7, 4, 4, 50, 5), offset: -270 }],
    ['2023-07-04T09:20:05.123Z', momentAt(JULY)],
    // Not known to be anywhere.
    ['2023-07-04T09:20:05', undefined],
    ['2023', undefined],
    ['2999-07-04T09:20:05Z', undefined],
    ['', undefined],
  ])('%s', (text, moment) => {
    expect(momentIn(text)).toEqual(moment);
  });

  test('is the clock on the wall if its offset is known, then what the container says', () => {
    const tags = { 'com.apple.quicktime.creationdate': '2023-07-04T18:20:05+0900' };
    expect(videoMetadata(tags, 5)).toEqual({
      moment: { taken: wallTime(2023, 7, 4, 18, 20, 5), offset: 540 },
    });
    expect(videoMetadata({}, JULY)).toEqual({ moment: momentAt(JULY) });
    expect(videoMetadata({ '©day': '2023' }, JULY)).toEqual({ moment: momentAt(JULY) });
    expect(videoMetadata({}, undefined)).toEqual({});
  });
});

describe('the place of a video', () => {
  test.each([
    ['+35.6595+139.7005+040.2/', { latitude: 35.6595, longitude: 139.7005 }],
    ['-33.8567+151.2152/', { latitude: -33.8567, longitude: 151.2152 }],
    ['+4030.30-07430.60/', { latitude: 40.505, longitude: -74.51 }],
    ['+403018.0-0743036.0/', { latitude: 40.505, longitude: -74.51 }],
    ['+00.0000+000.0000/', undefined],
    ['+95.0+000.0/', undefined],
    ['+4075.00-07430.00/', undefined],
    ['somewhere', undefined],
  ])('%s', (text, place) => {
    const found = placeFrom(text);
    if (!place) expect(found).toBeUndefined();
    else {
      expect(found?.latitude).toBeCloseTo(place.latitude, 6);
      expect(found?.longitude).toBeCloseTo(place.longitude, 6);
    }
  });
});

test('the camera is named as in photos', () => {
  const tags = { 'com.apple.quicktime.make': 'Apple', 'com.apple.quicktime.model': 'iPhone 15', '©mod': '' };
  expect(videoMetadata(tags, undefined)).toEqual({ camera: 'Apple iPhone 15' });
});

/** A box of an ISO base media file. */
function box(name: string, content: Uint8Array, long = false): Uint8Array<ArrayBuffer> {
  const header = long ? 16 : 8;
  const bytes = new Uint8Array(header + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, long ? 1 : bytes.length);
  bytes.set(new TextEncoder().encode(name), 4);
  if (long) view.setBigUint64(8, BigInt(bytes.length));
  bytes.set(content, header);
  return bytes;
}

function movie(seconds: number, version = 0): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(40);
  const view = new DataView(header.buffer);
  view.setUint8(0, version);
  if (version === 1) view.setBigUint64(4, BigInt(seconds));
  else view.setUint32(4, seconds);
  return box('moov', box('mvhd', header));
}

const FROM_1904 = 2_082_844_800;

describe('when a container was made', () => {
  const made = (...parts: Uint8Array<ArrayBuffer>[]) => isoCreated(new Blob(parts));

  test('is in the header of the movie, before or behind the media', async () => {
    const header = movie(JULY / 1000 + FROM_1904);
    const media = box('mdat', new Uint8Array(50), true);
    expect(await made(box('ftyp', new Uint8Array(8)), header, media)).toBe(JULY);
    expect(await made(box('ftyp', new Uint8Array(8)), media, header)).toBe(JULY);
    expect(await made(movie(JULY / 1000 + FROM_1904, 1))).toBe(JULY);
  });

  test('may be counted from 1970 by mistake', async () => {
    expect(await made(movie(JULY / 1000))).toBe(JULY);
  });

  test('is nothing if it is 0, missing, or cut off', async () => {
    expect(await made(movie(0))).toBeUndefined();
    expect(await made(box('mdat', new Uint8Array(50)))).toBeUndefined();
    expect(await made(movie(JULY / 1000).slice(0, 18))).toBeUndefined();
    expect(await made(new Uint8Array(64))).toBeUndefined();
  });
});

test('a picture is nearly black if next to nothing of it is lit', () => {
  const cells = (lit: number) => Uint8Array.from({ length: 768 }, (_, i) => (i < lit * 3 ? 120 : 14));
  expect(isDark(cells(0))).toBe(true);
  expect(isDark(cells(3))).toBe(true);
  expect(isDark(cells(40))).toBe(false);
});
