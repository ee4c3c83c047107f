import { describe, expect, test } from 'vitest';
import { clipFacts } from '#workers/decode/clip-facts';
import { readMetadata } from '#workers/decode/metadata';
import { jpeg } from '../../../fixtures/jpeg';
import { type Movie, movie } from '../../../fixtures/movie';

const ID = 'D4B1C0A2-5F5E-4C7B-9F43-0A4D6E2B7C11';
const factsOf = (bytes: Buffer) => clipFacts(new Blob([new Uint8Array(bytes)]));

describe('a video tells its length and its identifier', () => {
  test.each<[string, Movie, object]>([
    ['in QuickTime', { seconds: 2.5, contentId: ID }, { seconds: 2.5, contentId: ID }],
    ['in MP4', { seconds: 3, contentId: ID, brand: 'mp42' }, { seconds: 3, contentId: ID }],
    [
      'in a header of 64 bits',
      { seconds: 7200, contentId: ID, long: true },
      { seconds: 7200, contentId: ID },
    ],
    ['in user data', { seconds: 3, contentId: ID, userData: true }, { seconds: 3, contentId: ID }],
    ['without an identifier', { seconds: 1.5 }, { seconds: 1.5 }],
    ['without a length, as in fragments', { seconds: 0 }, { seconds: 0 }],
  ])('%s', async (_, made, facts) => {
    expect(await factsOf(movie(made))).toEqual(facts);
  });

  test('wherever its pictures are, and without them being read', async () => {
    const video = new Blob([new Uint8Array(movie({ seconds: 2, contentId: ID, pictures: 5_000_000 }))]);
    let read = 0;
    const slice = video.slice.bind(video);
    video.slice = (from = 0, to = 0) => {
      read += to - from;
      return slice(from, to);
    };
    expect(await clipFacts(video)).toEqual({ seconds: 2, contentId: ID });
    expect(read).toBeLessThan(2000);
  });

  test('not if it is cut off, damaged, or something else', async () => {
    const whole = movie({ seconds: 2, contentId: ID });
    for (let length = 0; length < whole.length; length += 3) {
      const facts = await factsOf(whole.subarray(0, length));
      expect([undefined, 0, 2]).toContain(facts?.seconds);
      expect(ID.startsWith(facts?.contentId ?? '')).toBe(true);
    }
    expect(await factsOf(whole.subarray(0, 120))).toBeNull();
    expect(await factsOf(Buffer.from('\x1a\x45\xdf\xa3 webm'))).toBeNull();
  });
});

describe('a still tells the identifier of its Live Photo', () => {
  const still = (exif: object) => {
    const bytes = jpeg({ width: 8, height: 8, color: 'grey', at: () => [9], exif });
    return new Uint8Array(bytes).buffer;
  };

  test('in Apple’s maker note', async () => {
    expect(await readMetadata(still({ contentId: ID, taken: '2024:07:31 18:20:05' }))).toMatchObject({
      contentId: ID,
      moment: {},
    });
  });

  test('not without one, or if the note is cut off', async () => {
    expect(await readMetadata(still({ make: 'Apple' }))).toEqual({ camera: 'Apple' });
    const whole = new Uint8Array(still({ contentId: ID }));
    const at = Buffer.from(whole).indexOf('Apple iOS');
    whole.fill(0xff, at + 14, at + 16);
    expect(await readMetadata(whole.buffer)).not.toHaveProperty('contentId', '');
    whole.fill(0, at, at + 5);
    expect(await readMetadata(whole.buffer)).not.toHaveProperty('contentId');
  });
});
