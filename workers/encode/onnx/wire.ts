/**
 * The wire format of protocol buffers, as ONNX files use it: a reader that finds the fields of a message without
 * parsing them, and a writer that assembles a file from pieces.
 */

import { Problem } from '#core/errors';

/** Wire types. `DELIMITED` is everything that has a length: messages, strings, bytes, packed numbers. */
const VARINT = 0;
const DELIMITED = 2;

export interface Field {
  number: number;
  wire: number;
  /** Where the field begins, its tag included, and where it ends. */
  start: number;
  end: number;
  /** Where its content begins: after the length, for fields that have one. */
  content: number;
}

/**
 * Finds the fields of a message, in order.
 * @throws Problem `model-unsupported` if they are broken off
 */
export function fields(bytes: Uint8Array, from: number, to: number): Field[] {
  const found: Field[] = [];
  let at = from;
  while (at < to) {
    const start = at;
    const tag = varintAt(bytes, at, to);
    const wire = tag.value % 8;
    let content = tag.end;
    if (wire === VARINT) at = varintAt(bytes, content, to).end;
    else if (wire === 1) at = content + 8;
    else if (wire === 5) at = content + 4;
    else if (wire === DELIMITED) {
      const length = varintAt(bytes, content, to);
      content = length.end;
      at = content + length.value;
    } else throw new Problem('model-unsupported', 'The file is no ONNX graph.');
    if (at > to) throw brokenOff();
    found.push({ number: Math.floor(tag.value / 8), wire, start, content, end: at });
  }
  return found;
}

/** Finds the fields of a nested message; none for a number. */
export function inside(bytes: Uint8Array, field: Field): Field[] {
  return isDelimited(field) ? fields(bytes, field.content, field.end) : [];
}

export function isDelimited({ wire }: Field): boolean {
  return wire === DELIMITED;
}

/** Returns the string in one field of a message; empty without such a field. */
export function nameIn(bytes: Uint8Array, message: Field, number: number): string {
  const field = inside(bytes, message).find((each) => each.number === number);
  return field ? text(bytes, field) : '';
}

const DECODER = new TextDecoder();

export function text(bytes: Uint8Array, { content, end }: Field): string {
  return DECODER.decode(bytes.slice(content, end));
}

/** Returns the integer of a field; inexact beyond 53 bits. */
export function integer(bytes: Uint8Array, { content, end }: Field): number {
  return varintAt(bytes, content, end).value;
}

/** Returns the integers of a field that may be packed. */
export function integers(bytes: Uint8Array, field: Field): number[] {
  if (!isDelimited(field)) return [integer(bytes, field)];
  const all: number[] = [];
  for (let at = field.content; at < field.end; ) {
    const { value, end } = varintAt(bytes, at, field.end);
    all.push(value);
    at = end;
  }
  return all;
}

function varintAt(bytes: Uint8Array, from: number, to: number): { value: number; end: number } {
  let value = 0;
  let at = from;
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[at++];
    if (byte === undefined || at > to) throw brokenOff();
    value += (byte & 127) * factor;
    if (byte < 128) return { value, end: at };
  }
}

function brokenOff(): Problem {
  return new Problem('model-unsupported', 'The graph is broken off.');
}

/** Part of a file to be written: bytes, or their number and the function that writes them later. */
export type Piece = Uint8Array | { length: number; write(into: Uint8Array): void };

/** Writes a length-delimited field. */
export function delimited(number: number, content: readonly Piece[]): Piece[] {
  return [Uint8Array.from([...varint(number * 8 + DELIMITED), ...varint(lengthOf(content))]), ...content];
}

export function stringField(number: number, value: string): Piece[] {
  return delimited(number, [new TextEncoder().encode(value)]);
}

/** @param value not negative */
export function integerField(number: number, value: number): Piece {
  return Uint8Array.from([...varint(number * 8 + VARINT), ...varint(value)]);
}

/** Copies a field unchanged from the file that was read. */
export function copied(bytes: Uint8Array, { start, end }: Field): Piece {
  return bytes.subarray(start, end);
}

/** Concatenates the pieces; allocates the result alone. */
export function assemble(pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(lengthOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) out.set(piece, at);
    else piece.write(out.subarray(at, at + piece.length));
    at += piece.length;
  }
  return out;
}

function lengthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}
