import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLOSE, ProtocolError } from '#core/protocol/closing';
import { type BoxFrame, decodeFrame, encodeFrame, type Frame, type PageFrame } from '#core/protocol/frames';
import { BOX_BACKENDS, type BoxMessage, type PageMessage, TROUBLES } from '#core/protocol/messages';

const SIZE = 3;
const DIMENSION = 5;
const atBox = { frame: 4_096, batch: 20, each: SIZE };
const atPage = { frame: 4_096, batch: 20, each: DIMENSION };

const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
const few = fc.integer({ min: 1, max: 20 });
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

const pageMessage: fc.Arbitrary<PageMessage> = fc.oneof(
  fc.record({ type: fc.constant('cancel' as const), id: u32 }),
  fc.record({ type: fc.constant('ping' as const), n: fc.maxSafeNat() }),
  fc.constant({ type: 'load' as const }),
);

const boxMessage: fc.Arbitrary<BoxMessage> = fc.oneof(
  fc.record({
    type: fc.constant('welcome' as const),
    version: fc.constant(1 as const),
    name: fc.string({ unit: 'grapheme', maxLength: 40 }),
    agent: fc.string({ maxLength: 40 }),
    space: fc.string({ maxLength: 200 }),
    model: hex,
    dimension: fc.integer({ min: 1, max: 16_384 }),
    size: fc.integer({ min: 1, max: 2_048 }),
    backend: fc.constantFrom(...BOX_BACKENDS),
    limits: fc.record({
      batch: few,
      credits: few,
      frame: fc.integer({ min: 1, max: 0x7fff_ffff }),
    }),
    cores: fc.integer({ min: 1, max: 256 }),
  }),
  fc.record({
    type: fc.constant('problem' as const),
    id: fc.option(u32),
    code: fc.constantFrom(...TROUBLES),
    detail: fc.string({ maxLength: 500 }),
  }),
  fc.record({ type: fc.constant('pong' as const), n: fc.maxSafeNat() }),
  fc.record({
    type: fc.constant('load' as const),
    cpu: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0),
    cores: few,
    memory: fc.maxSafeNat(),
    queued: fc.maxSafeNat(),
    encoded: fc.maxSafeNat(),
  }),
);

const kind = <K extends string>(name: K) => fc.constant(name);

const pageFrame: fc.Arbitrary<PageFrame> = fc.oneof(
  fc.record({ kind: kind('control'), message: pageMessage }),
  fc.tuple(u32, few).chain(([id, count]) =>
    fc.record({
      kind: kind('pixels'),
      id: fc.constant(id),
      count: fc.constant(count),
      coding: kind('plain'),
      pixels: bytes(count * SIZE * SIZE * 3),
    }),
  ),
  fc.record({
    kind: kind('pixels'),
    id: u32,
    count: few,
    coding: kind('squeezed'),
    pixels: fc.uint8Array({ maxLength: 600 }),
  }),
);

const boxFrame: fc.Arbitrary<BoxFrame> = fc.oneof(
  fc.record({ kind: kind('control'), message: boxMessage }),
  few.chain((count) =>
    fc.record({
      kind: kind('vectors'),
      id: u32,
      count: fc.constant(count),
      queue: u32,
      encoder: u32,
      vectors: fc.float32Array({ minLength: count * DIMENSION, maxLength: count * DIMENSION }),
    }),
  ),
);

/** Decodes bytes at either end. @returns a frame, or the protocol's own error; rethrows any other */
function read(raw: Uint8Array<ArrayBuffer>, from: 'page' | 'box'): Frame | ProtocolError {
  try {
    return from === 'page' ? decodeFrame(raw, 'page', atBox) : decodeFrame(raw, 'box', atPage);
  } catch (thrown) {
    if (thrown instanceof ProtocolError) return thrown;
    throw thrown;
  }
}

const refused = { name: 'ProtocolError', code: CLOSE.protocol };

describe('decoding restores an encoded frame', () => {
  test('from a page', () => {
    fc.assert(
      fc.property(pageFrame, (frame) => {
        expect(read(encodeFrame(frame), 'page')).toEqual(frame);
      }),
    );
  });

  test('from a box', () => {
    fc.assert(
      fc.property(boxFrame, (frame) => {
        expect(read(encodeFrame(frame), 'box')).toEqual(frame);
      }),
    );
  });

  test('at an odd offset of its buffer', () => {
    const frame: BoxFrame = {
      kind: 'vectors',
      id: 9,
      count: 1,
      queue: 1,
      encoder: 2,
      vectors: new Float32Array([1, 2, 3, 4, 5]),
    };
    const plain = encodeFrame(frame);
    const shifted = new Uint8Array(plain.length + 1);
    shifted.set(plain, 1);
    expect(read(shifted.subarray(1), 'box')).toEqual(frame);
  });
});

test('a frame on the wire has the documented layout', () => {
  const vectors = new Float32Array([1, 0, 0, 0, -2]);
  const frame = encodeFrame({
    kind: 'vectors',
    id: 0x01020304,
    count: 1,
    queue: 5,
    encoder: 4200.4,
    vectors,
  });
  const head = [2, 0, 1, 0, 4, 3, 2, 1, 5, 0, 0, 0, 104, 16, 0, 0];
  expect([...frame]).toEqual([
    ...head,
    ...[0, 0, 128, 63],
    ...[0, 0, 0, 0],
    ...[0, 0, 0, 0],
    ...[0, 0, 0, 0],
    ...[0, 0, 0, 192],
  ]);
});

describe('only the protocol’s own error is thrown for', () => {
  test('random bytes', () => {
    const noise = fc.uint8Array({ maxLength: 300 }) as fc.Arbitrary<Uint8Array<ArrayBuffer>>;
    fc.assert(
      fc.property(noise, fc.constantFrom('page', 'box'), (raw, from) => void read(raw, from)),
      {
        numRuns: 10_000,
      },
    );
  });

  test('a control frame with any JSON in it', () => {
    const any = fc.oneof(fc.json(), fc.string(), boxMessage.map(JSON.stringify as (m: BoxMessage) => string));
    fc.assert(
      fc.property(any, (json) => {
        const body = new TextEncoder().encode(json);
        const raw = new Uint8Array(8 + body.length);
        raw.set(body, 8);
        expect(read(raw, 'page')).toMatchObject(refused);
      }),
    );
  });

  test('a frame that is truncated anywhere, which is refused', () => {
    const whole = fc.oneof(
      pageFrame.map((frame) => ({ frame, from: 'page' as const })),
      boxFrame.map((frame) => ({ frame, from: 'box' as const })),
    );
    fc.assert(
      fc.property(whole, fc.nat(), ({ frame, from }, cut) => {
        const raw = encodeFrame(frame);
        const short = read(raw.slice(0, cut % raw.length), from);
        // The length of squeezed pixels is known only after decompressing them.
        if (frame.kind === 'pixels' && frame.coding === 'squeezed' && cut % raw.length >= 8) return;
        expect(short).toMatchObject(refused);
      }),
    );
  });
});

test.each<[string, Frame, 'page' | 'box']>([
  [
    'pixels from a box',
    { kind: 'pixels', id: 1, count: 1, coding: 'plain', pixels: new Uint8Array(27) },
    'box',
  ],
  [
    'vectors from a page',
    { kind: 'vectors', id: 1, count: 1, queue: 0, encoder: 0, vectors: new Float32Array(5) },
    'page',
  ],
  ['a box’s message from a page', { kind: 'control', message: { type: 'pong', n: 1 } }, 'page'],
  ['a page’s message from a box', { kind: 'control', message: { type: 'ping', n: 1 } }, 'box'],
  ['no picture', { kind: 'pixels', id: 1, count: 0, coding: 'plain', pixels: new Uint8Array() }, 'page'],
  [
    'more pictures than allowed',
    { kind: 'pixels', id: 1, count: 21, coding: 'plain', pixels: new Uint8Array(21 * 27) },
    'page',
  ],
  [
    'a byte too many',
    { kind: 'pixels', id: 1, count: 1, coding: 'plain', pixels: new Uint8Array(28) },
    'page',
  ],
  [
    'vectors of another dimension',
    { kind: 'vectors', id: 1, count: 1, queue: 0, encoder: 0, vectors: new Float32Array(6) },
    'box',
  ],
])('a frame with %s is refused', (_, frame, from) => {
  expect(read(encodeFrame(frame), from)).toMatchObject(refused);
});

test.each([
  ['an unknown kind', [3, 0, 1, 0, 1, 0, 0, 0]],
  ['an unknown coding', [1, 2, 1, 0, 1, 0, 0, 0]],
  ['coded vectors', [2, 1, 1, 0, 1, 0, 0, 0]],
  ['an id in a control frame', [0, 0, 0, 0, 1, 0, 0, 0, ...new TextEncoder().encode('{"type":"load"}')]],
  ['an unknown field', [0, 0, 0, 0, 0, 0, 0, 0, ...new TextEncoder().encode('{"type":"load","x":1}')]],
])('bytes with %s are refused', (_, raw) => {
  expect(read(Uint8Array.from(raw), 'page')).toMatchObject(refused);
});

test('a frame that is too large has its own code, because a smaller one would be fine', () => {
  const pixels = new Uint8Array(20_000);
  const frame = encodeFrame({ kind: 'pixels', id: 1, count: 1, coding: 'squeezed', pixels });
  expect(read(frame, 'page')).toMatchObject({ code: CLOSE.tooLarge });
});

test('a message in broken UTF-8 is refused, not repaired', () => {
  const frame = encodeFrame({
    kind: 'control',
    message: { type: 'problem', id: null, code: 'closing', detail: '~' },
  });
  frame[frame.indexOf(0x7e)] = 0xff;
  expect(read(frame, 'box')).toMatchObject(refused);
});
