/**
 * Plain frames, as they are inside the seal: a head of 8 bytes, little-endian (kind, coding, count,
 * id), then a payload by kind. A diagram is in agent/README.md.
 */

import type * as v from 'valibot';
import { CLOSE, ProtocolError } from './closing';
import { readJson, writeJson } from './json';
import { type BoxMessage, boxMessage, type PageMessage, pageMessage, type Welcome } from './messages';

/** Bytes before the payload of a frame. */
export const HEAD = 8;
/** Bytes of the head, then of the microseconds in the queue and in the encoder. */
const VECTORS_HEAD = 16;
/** Most bytes of a control frame that are read; it has a few hundred. */
const CONTROL_BYTES = 16_384;

const KIND = { control: 0, pixels: 1, vectors: 2 } as const;
const CODINGS = ['plain', 'squeezed'] as const;

type Coding = (typeof CODINGS)[number];

interface ControlFrame<Message> {
  kind: 'control';
  message: Message;
}

export interface PixelsFrame {
  kind: 'pixels';
  /** Chosen by the page, 0 .. 2^32 - 1, unique among the batches in flight. */
  id: number;
  /** Pictures, 1 .. 65535. */
  count: number;
  coding: Coding;
  /** plain: count x size x size x 3 bytes, RGB. squeezed: the same, compressed by `squeeze`. */
  pixels: Uint8Array;
}

export interface VectorsFrame {
  kind: 'vectors';
  id: number;
  count: number;
  /** Microseconds that the batch waited, and that its encoding took. */
  queue: number;
  encoder: number;
  /** count x dimension, unit rows (the store checks that). */
  vectors: Float32Array;
}

/** What a page sends, and what a box sends. */
export type PageFrame = ControlFrame<PageMessage> | PixelsFrame;
export type BoxFrame = ControlFrame<BoxMessage> | VectorsFrame;
export type Frame = PageFrame | BoxFrame;

/** What may come in. Other frames are refused. */
export interface FrameLimits {
  /** Most bytes of a frame with pixels or vectors. */
  frame: number;
  /** Most pictures in a frame. */
  batch: number;
  /** Edge of a picture, at a box; length of a vector, at a page. */
  each: number;
}

/** What a welcome allows to arrive at the page, and at the box that sends it. */
export function limitsAt(
  side: 'page' | 'box',
  { limits: { frame, batch }, dimension, size }: Pick<Welcome, 'limits' | 'dimension' | 'size'>,
): FrameLimits {
  return side === 'page'
    ? { frame: VECTORS_HEAD + batch * dimension * 4, batch, each: dimension }
    : { frame, batch, each: size };
}

export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  switch (frame.kind) {
    case 'control':
      return framed(KIND.control, 0, 0, 0, writeJson(frame.message));
    case 'pixels':
      return framed(KIND.pixels, CODINGS.indexOf(frame.coding), frame.count, frame.id, frame.pixels);
    case 'vectors': {
      const body = new Uint8Array(VECTORS_HEAD - HEAD + frame.vectors.byteLength);
      const view = new DataView(body.buffer);
      view.setUint32(0, microseconds(frame.queue), true);
      view.setUint32(4, microseconds(frame.encoder), true);
      // In the platform's byte order: no engine that runs this is big-endian.
      const { buffer, byteOffset, byteLength } = frame.vectors;
      body.set(new Uint8Array(buffer, byteOffset, byteLength), VECTORS_HEAD - HEAD);
      return framed(KIND.vectors, 0, frame.count, frame.id, body);
    }
  }
}

/**
 * Reads a frame at a box (`from` page) or at a page (`from` box). Pixels and vectors are views into
 * `bytes`, or copies if they are not aligned.
 * @throws ProtocolError, and nothing else, whatever the bytes are
 */
export function decodeFrame(bytes: Uint8Array<ArrayBuffer>, from: 'page', limits: FrameLimits): PageFrame;
export function decodeFrame(bytes: Uint8Array<ArrayBuffer>, from: 'box', limits: FrameLimits): BoxFrame;
export function decodeFrame(
  bytes: Uint8Array<ArrayBuffer>,
  from: 'page' | 'box',
  limits: FrameLimits,
): Frame {
  if (bytes.length > Math.max(limits.frame, HEAD + CONTROL_BYTES)) {
    throw new ProtocolError(CLOSE.tooLarge, `A frame of ${bytes.length} bytes.`);
  }
  if (bytes.length < HEAD) throw bad('A frame without a head.');
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = head.getUint8(0);
  const coding = CODINGS[head.getUint8(1)];
  const count = head.getUint16(2, true);
  const id = head.getUint32(4, true);
  if (kind === KIND.control) {
    if (coding !== 'plain' || count !== 0 || id !== 0) throw bad('A control frame with a count or an id.');
    const body = bytes.subarray(HEAD);
    return from === 'page' ? control(body, pageMessage) : control(body, boxMessage);
  }
  if (count < 1 || count > limits.batch) throw bad(`A frame with ${count} pictures.`);
  if (kind === KIND.pixels && from === 'page' && coding) {
    const pixels = bytes.subarray(HEAD);
    if (coding === 'plain' && pixels.length !== count * limits.each ** 2 * 3)
      throw bad('Pixels are missing.');
    return { kind: 'pixels', id, count, coding, pixels };
  }
  if (kind === KIND.vectors && from === 'box' && coding === 'plain') {
    if (bytes.length !== VECTORS_HEAD + count * limits.each * 4) throw bad('Numbers are missing.');
    const start = bytes.byteOffset + VECTORS_HEAD;
    const buffer = start % 4 === 0 ? bytes.buffer : bytes.slice(VECTORS_HEAD).buffer;
    const vectors = new Float32Array(buffer, start % 4 === 0 ? start : 0, count * limits.each);
    return {
      kind: 'vectors',
      id,
      count,
      queue: head.getUint32(8, true),
      encoder: head.getUint32(12, true),
      vectors,
    };
  }
  throw bad(`A frame of kind ${kind} does not come from a ${from}.`);
}

function control<Message>(
  bytes: Uint8Array,
  schema: v.GenericSchema<unknown, Message>,
): ControlFrame<Message> {
  if (bytes.length > CONTROL_BYTES) throw new ProtocolError(CLOSE.tooLarge, 'A very long message.');
  const message = readJson(bytes, schema);
  if (message === null) throw bad('A message that is none.');
  return { kind: 'control', message };
}

function framed(kind: number, coding: number, count: number, id: number, body: Uint8Array) {
  const bytes = new Uint8Array(HEAD + body.length);
  const head = new DataView(bytes.buffer);
  head.setUint8(0, kind);
  head.setUint8(1, coding);
  head.setUint16(2, count, true);
  head.setUint32(4, id, true);
  bytes.set(body, HEAD);
  return bytes;
}

function microseconds(time: number): number {
  return Math.min(Math.max(Math.round(time), 0), 0xffff_ffff);
}

function bad(detail: string): ProtocolError {
  return new ProtocolError(CLOSE.protocol, detail);
}
