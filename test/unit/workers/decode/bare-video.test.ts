/** What is left in a video that is given away without its metadata. */

import { describe, expect, test } from 'vitest';
import { bareVideo } from '#workers/decode/bare-video';
import { clipFacts } from '#workers/decode/clip-facts';
import { box, u32 } from '../../../fixtures/boxes';
import { movie } from '../../../fixtures/movie';

const SECRET = '+35.0116+135.7681/';

const text = (words: string) => Buffer.from(words, 'latin1');

async function bare(bytes: Buffer): Promise<Buffer> {
  const video = new Blob([new Uint8Array(bytes)], { type: 'video/mp4' });
  const given = await bareVideo(video);
  expect(given.type).toBe('video/mp4');
  expect(given.size).toBe(bytes.length);
  return Buffer.from(await given.arrayBuffer());
}

/** A track of samples of these sizes, in chunks of so many samples that begin at these places of the file. */
function track(handler: string, sizes: number[], perChunk: number, chunks: number[], long = false): Buffer {
  const offsets = long
    ? box('co64', u32(0, chunks.length, ...chunks.flatMap((at) => [0, at])))
    : box('stco', u32(0, chunks.length, ...chunks));
  const same = new Set(sizes).size === 1 ? (sizes[0] ?? 0) : 0;
  const table = box(
    'stbl',
    box('stsz', u32(0, same, sizes.length, ...(same ? [] : sizes))),
    box('stsc', u32(0, 1, 1, perChunk, 1)),
    offsets,
  );
  const media = box(
    'mdia',
    box('mdhd', u32(0, 3_800_000_000, 3_800_000_001, 600, 1200, 0)),
    box('hdlr', u32(0, 0), text(handler), u32(0, 0, 0)),
    box('minf', table),
  );
  return box('trak', box('tkhd', u32(0, 3_800_000_000, 3_800_000_001, 1, 0, 1200)), media);
}

describe('an MP4 or QuickTime file', () => {
  test.each([
    ['in the movie', { contentId: SECRET }],
    ['in its user data', { contentId: SECRET, userData: true, brand: 'mp42' as const }],
    ['behind a header of 64 bits', { contentId: SECRET, long: true }],
  ])('loses its metadata %s, and nothing else', async (_, made) => {
    const bytes = movie({ seconds: 2, ...made });
    expect(bytes.includes(SECRET)).toBe(true);
    const given = await bare(bytes);
    expect(given.includes(SECRET)).toBe(false);
    expect(given.includes('Apple')).toBe(false);
    expect(await clipFacts(new Blob([new Uint8Array(given)]))).toEqual({ seconds: 2 });
    // Pictures, and all up to the metadata, are where they were.
    const head = bytes.indexOf('mvhd');
    expect(given.subarray(0, head).equals(bytes.subarray(0, head))).toBe(true);
  });

  test('loses XMP beside the movie, and the dates of its headers', async () => {
    const film = track('vide', [4, 4], 1, [24, 28]);
    const times = box('mvhd', u32(0, 3_800_000_000, 3_800_000_001, 600, 1200), Buffer.alloc(80));
    const bytes = Buffer.concat([
      box('ftyp', text('mp42'), u32(0)),
      box('mdat', text('filmfilm')),
      box('uuid', text(`<x:xmpmeta>${SECRET}`)),
      box('moov', times, film),
    ]);
    const given = await bare(bytes);
    expect(given.includes(SECRET)).toBe(false);
    for (const date of [3_800_000_000, 3_800_000_001]) {
      expect(bytes.includes(u32(date))).toBe(true);
      expect(given.includes(u32(date))).toBe(false);
    }
    expect(given.includes('filmfilm')).toBe(true);
    expect(given.includes(box('hdlr', u32(0, 0), text('vide'), u32(0, 0, 0)))).toBe(true);
  });

  test.each([
    ['of several sizes', [5, 3, 4], 2, false],
    ['of one size', [4, 4, 4], 2, true],
  ])('loses the notes of an action camera, with their samples %s', async (_, sizes, perChunk, long) => {
    const notes = ['GPS-1', 'GPS2', 'GPS3'].map((note, i) => note.slice(0, sizes[i]));
    const first = text(`${notes[0]}${notes[1]}`);
    const data = box('mdat', text('film'), first, text('film'), text(notes[2] as string));
    const start = 16 + 8;
    const second = start + 4 + first.length + 4;
    const all = [
      box('ftyp', text('mp42'), u32(0)),
      data,
      box(
        'moov',
        track('vide', [4, 4], 1, [start, second - 4]),
        track('meta', sizes, perChunk, [start + 4, second], long),
      ),
    ];
    const given = await bare(Buffer.concat(all));
    expect(given.includes('GP')).toBe(false);
    expect(given.subarray(start, start + 4).toString()).toBe('film');
    expect(given.subarray(second - 4, second).toString()).toBe('film');
    expect(given.filter((_, at) => given.subarray(at, at + 4).toString() === 'trak')).toHaveLength(1);
  });

  test('that is cut or damaged keeps its size, and ends', async () => {
    const notes = track('meta', [4], 1, [24]);
    const whole = Buffer.concat([movie({ seconds: 2, contentId: SECRET }), box('moov', notes)]);
    for (let length = 0; length < whole.length; length += 7) await bare(whole.subarray(0, length));
    const sizes = whole.lastIndexOf('stsz');
    const huge = Buffer.from(whole);
    huge.fill(0xff, sizes + 8, sizes + 16);
    huge.fill(0xff, whole.lastIndexOf('stsc') + 12, whole.lastIndexOf('stsc') + 20);
    await bare(huge);
  });
});

test('a file of another container is given as it is', async () => {
  const webm = text(`\x1a\x45\xdf\xa3 webm ${SECRET}`);
  expect((await bare(webm)).equals(webm)).toBe(true);
});
