/** What is left in a video that is given away without its metadata. */

import {
  ALL_FORMATS,
  BlobSource,
  BufferTarget,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  type OutputFormat,
} from 'mediabunny';
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
    expect(given.includes(film.subarray(film.indexOf('minf')))).toBe(true);
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

  const HEAD = box('ftyp', text('mp42'), u32(0));
  const FILM = box('mdat', text('filmfilm'));
  const TIMES = box('mvhd', u32(0, 0, 0, 600, 1200), Buffer.alloc(80));
  const PICTURES = track('vide', [4, 4], 1, [24, 28]);
  const MOVIE = box('moov', TIMES, PICTURES);
  const named = box('hdlr', u32(0, 0), text('vide'), u32(0, 0, 0), text(SECRET));

  test.each<[string, Buffer[]]>([
    ...['free', 'skip', 'frea', 'wide', 'XMP_', 'prft'].map((name): [string, Buffer[]] => [
      `a box ${name} beside the movie`,
      [FILM, MOVIE, box(name, text(SECRET))],
    ]),
    ...['free', 'gps ', 'udta', 'GPMF'].map((name): [string, Buffer[]] => [
      `a box ${name} in the movie`,
      [FILM, box('moov', TIMES, box(name, text(SECRET)), PICTURES)],
    ]),
    [
      'the name of a handler',
      [FILM, box('moov', TIMES, box('trak', box('mdia', named, box('minf', named))))],
    ],
    ['what is behind the last box', [FILM, MOVIE, text(`    ${SECRET}`)]],
    ['less than a box behind the last one', [FILM, MOVIE, text('+35.01/')]],
    [
      'what is behind the last box of the movie',
      [FILM, box('moov', TIMES, PICTURES, text(`\0\0\0\0${SECRET}`))],
    ],
    ['a movie that was cut off', [FILM, box('moov', TIMES, text(SECRET), Buffer.alloc(9)).subarray(0, -9)]],
    [
      'a box behind a thousand others',
      [FILM, MOVIE, ...Array(1000).fill(box('moof')), box('uuid', text(SECRET))],
    ],
  ])('loses %s', async (_, boxes) => {
    const given = await bare(Buffer.concat([HEAD, ...boxes]));
    expect(given.includes('35.01')).toBe(false);
    expect(given.subarray(16, 32).equals(FILM)).toBe(true);
  });

  test('loses the time of day, and where a cut file has only a part of the notes', async () => {
    const time = track('tmcd', [4], 1, [28]);
    const timed = await bare(Buffer.concat([HEAD, FILM, box('moov', TIMES, PICTURES, time)]));
    expect(timed.subarray(24, 32).toString('latin1')).toBe('film\0\0\0\0');
    const notes = (at: number) => box('moov', TIMES, track('meta', [40], 1, [at]));
    const at = 16 + notes(0).length + 8;
    const cut = Buffer.concat([HEAD, notes(at), box('mdat', text(SECRET), Buffer.alloc(22))]).subarray(
      0,
      -22,
    );
    expect(cut.includes(SECRET)).toBe(true);
    expect((await bare(cut)).includes('35.01')).toBe(false);
  });

  test('keeps pictures that were cut off', async () => {
    const given = await bare(Buffer.concat([HEAD, MOVIE, FILM]).subarray(0, -2));
    expect(given.includes('filmfi')).toBe(true);
  });

  test.each<[string, Buffer]>([
    [
      'whose notes have no table',
      box('moov', TIMES, box('trak', box('mdia', box('hdlr', u32(0, 0), text('meta'), u32(0, 0, 0))))),
    ],
    ['whose notes are in fragments', box('moov', box('mvex'), track('meta', [], 1, []))],
    ['with more notes than its table of chunks tells', box('moov', track('meta', [4, 4, 4], 1, [24, 28]))],
  ])('%s is refused', async (_, header) => {
    await expect(bare(Buffer.concat([HEAD, FILM, header]))).rejects.toThrow('notes');
  });

  test('with a header too large for memory is refused', async () => {
    const size = 256_000_001;
    const start = Buffer.concat([HEAD, u32(size), text('moov')]);
    const video = new Blob([new Uint8Array(start)]);
    Object.defineProperty(video, 'size', { value: HEAD.length + size });
    await expect(bareVideo(video)).rejects.toThrow('too large');
  });

  test('that is cut or damaged keeps its size or is refused, and ends', async () => {
    const notes = track('meta', [4], 1, [24]);
    const whole = Buffer.concat([movie({ seconds: 2, contentId: SECRET }), box('moov', notes)]);
    for (let length = 16; length < whole.length; length += 7) {
      expect((await bare(whole.subarray(0, length))).includes('35.01')).toBe(false);
    }
    const sizes = whole.lastIndexOf('stsz');
    const huge = Buffer.from(whole);
    huge.fill(0xff, sizes + 8, sizes + 16);
    huge.fill(0xff, whole.lastIndexOf('stsc') + 12, whole.lastIndexOf('stsc') + 20);
    await expect(bare(huge)).rejects.toThrow('too many notes');
  });
});

test.each([
  ['WebM', text(`\x1a\x45\xdf\xa3 webm ${SECRET}`)],
  ['Matroska', text(`\x1a\x45\xdf\xa3 matroska ${SECRET}`)],
  ['AVI', text(`RIFF    AVI ${SECRET}`)],
  ['nothing', text('')],
])('a file of another container is refused, whatever its name: %s', async (_, bytes) => {
  await expect(bare(bytes)).rejects.toThrow('No MP4');
});

/** Returns a file as another program writes it, with the secret in its tags. */
async function written(format: OutputFormat): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const source = new EncodedVideoPacketSource('vp9');
  output.addVideoTrack(source, { rotation: 90 });
  output.setMetadataTags({ title: SECRET });
  await output.start();
  const decoderConfig = { codec: 'vp09.00.10.08', codedWidth: 64, codedHeight: 48 };
  for (let i = 0; i < 20; i++) {
    const kind = i % 10 === 0 ? 'key' : 'delta';
    await source.add(new EncodedPacket(new Uint8Array(100).fill(i), kind, i / 10, 0.1), { decoderConfig });
  }
  await output.finalize();
  return Buffer.from(target.buffer ?? expect.fail('Nothing was written.'));
}

/** Returns what a player reads: size, turn, length, and every packet. */
async function playedOf(bytes: Buffer): Promise<unknown[]> {
  const source = new BlobSource(new Blob([new Uint8Array(bytes)]));
  const track = await new Input({ formats: ALL_FORMATS, source }).getPrimaryVideoTrack();
  if (!track) return [];
  const played: unknown[] = [track.codedWidth, track.rotation, await track.computeDuration()];
  for await (const { timestamp, type, data } of new EncodedPacketSink(track).packets()) {
    played.push([timestamp, type, data.length, data[0]]);
  }
  return played;
}

test.each([
  ['an MP4 with its header at the end', new Mp4OutputFormat({ fastStart: false })],
  ['an MP4 with its header in front', new Mp4OutputFormat({ fastStart: 'in-memory' })],
  ['an MP4 in fragments', new Mp4OutputFormat({ fastStart: 'fragmented' })],
  ['a QuickTime file', new MovOutputFormat({ fastStart: false })],
])('a player reads %s as before', async (_, format) => {
  const bytes = await written(format);
  expect(bytes.includes(SECRET)).toBe(true);
  const given = await bare(bytes);
  expect(given.includes(SECRET)).toBe(false);
  const played = await playedOf(bytes);
  expect(played).toHaveLength(3 + 20);
  expect(await playedOf(given)).toEqual(played);
});
