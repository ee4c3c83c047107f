/** Reads and writes tensors of an ONNX graph, including those with external data. */

import { Problem } from '#core/errors';
import { floatsOfHalves } from '#workers/encode/half';
import { ELEMENT, ENTRY, EXTERNAL, TENSOR } from './schema';
import {
  copied,
  delimited,
  type Field,
  inside,
  integer,
  integerField,
  integers,
  type Piece,
  stringField,
  text,
} from './wire';

/** Contents of external data files, by the location that the graph gives. */
export type External = ReadonlyMap<string, Uint8Array>;

export interface Tensor {
  name: string;
  /** A number of `ELEMENT`, or another of onnx.proto3. */
  type: number;
  dims: readonly number[];
  /** Whether its bytes are in an external data file. */
  outside: boolean;
  /** Little-endian, unaligned; null if the values are stored as a list of numbers. */
  raw: Uint8Array | null;
  /**
   * Returns its values as 32-bit floats: a view of the file where possible, else a copy.
   * @throws Problem `model-unsupported` if they are no floats, or not as many as it says
   */
  floats(): Float32Array;
}

/** @throws Problem `model-unsupported` if it is broken, or its file is not among `external` */
export function readTensor(model: Uint8Array, field: Field, external: External): Tensor {
  const parts = inside(model, field);
  const one = (number: number) => parts.find((part) => part.number === number);
  const many = (number: number) =>
    parts.filter((part) => part.number === number).flatMap((part) => integers(model, part));
  const named = one(TENSOR.name);
  const typed = one(TENSOR.type);
  const placed = one(TENSOR.location);
  const name = named ? text(model, named) : '';
  const type = typed ? integer(model, typed) : 0;
  const dims = many(TENSOR.dims);
  const outside = placed !== undefined && integer(model, placed) === EXTERNAL;
  const raw = outside ? outsideBytes(model, parts, name, external) : bytesIn(model, one(TENSOR.raw));
  return {
    name,
    type,
    dims,
    outside,
    raw,
    floats() {
      const numbers =
        type === ELEMENT.half
          ? floatsOfHalves(raw ? aligned(raw, Uint16Array) : Uint16Array.from(many(TENSOR.integers)))
          : aligned(raw ?? listBytes(model, parts), Float32Array);
      if (![ELEMENT.half, ELEMENT.float].some((each) => each === type) || numbers.length !== countOf(dims)) {
        throw new Problem('model-unsupported', `${name} is not [${dims}] floats.`);
      }
      return numbers;
    },
  };
}

function bytesIn(model: Uint8Array, field: Field | undefined): Uint8Array | null {
  return field ? model.subarray(field.content, field.end) : null;
}

/** Joins `float_data`, packed or one field a value. */
function listBytes(model: Uint8Array, parts: readonly Field[]): Uint8Array {
  const listed = parts.filter(({ number }) => number === TENSOR.floats);
  const bytes = new Uint8Array(listed.reduce((sum, { content, end }) => sum + end - content, 0));
  let at = 0;
  for (const { content, end } of listed) {
    bytes.set(model.subarray(content, end), at);
    at += end - content;
  }
  return bytes;
}

function outsideBytes(
  model: Uint8Array,
  parts: readonly Field[],
  name: string,
  external: External,
): Uint8Array {
  const entries = new Map<string, string>();
  for (const part of parts.filter(({ number }) => number === TENSOR.external)) {
    const [key, value] = [ENTRY.key, ENTRY.value].map((number) => {
      const field = inside(model, part).find((each) => each.number === number);
      return field ? text(model, field) : '';
    }) as [string, string];
    entries.set(key, value);
  }
  const file = external.get(entries.get('location') ?? '');
  const offset = Number(entries.get('offset') ?? 0);
  const length = Number(entries.get('length') ?? (file?.length ?? 0) - offset);
  if (!file || !(offset >= 0 && length >= 0 && offset + length <= file.length)) {
    throw new Problem('model-unsupported', `The weights ${name} are not in ${entries.get('location')}.`);
  }
  return file.subarray(offset, offset + length);
}

/** Views the bytes as numbers; copies them if they are not aligned. */
function aligned<T extends Uint16Array | Float32Array>(
  bytes: Uint8Array,
  Numbers: { new (buffer: ArrayBufferLike, from?: number, length?: number): T; BYTES_PER_ELEMENT: number },
): T {
  const size = Numbers.BYTES_PER_ELEMENT;
  const length = Math.floor(bytes.length / size);
  if (bytes.byteOffset % size === 0) return new Numbers(bytes.buffer, bytes.byteOffset, length);
  return new Numbers(new Uint8Array(bytes.subarray(0, length * size)).buffer);
}

export function countOf(dims: readonly number[]): number {
  return dims.reduce((all, size) => all * size, 1);
}

/** Writes a tensor as a field of a message: an initializer, or the value of an attribute. */
export function tensorField(
  number: number,
  { name, type, dims }: Pick<Tensor, 'name' | 'type' | 'dims'>,
  raw: Piece,
): Piece[] {
  return delimited(number, [
    ...dims.map((size) => integerField(TENSOR.dims, size)),
    integerField(TENSOR.type, type),
    ...stringField(TENSOR.name, name),
    ...delimited(TENSOR.raw, [raw]),
  ]);
}

/** Writes the tensor of this field with 32-bit floats and without external data; unchanged if it is so already. */
export function inFull(model: Uint8Array, field: Field, external: External): Piece[] {
  const tensor = readTensor(model, field, external);
  if (tensor.type === ELEMENT.half) {
    const raw = {
      length: 4 * countOf(tensor.dims),
      write: (into: Uint8Array) => into.set(bytesOf(tensor.floats())),
    };
    return tensorField(field.number, { ...tensor, type: ELEMENT.float }, raw);
  }
  return tensor.outside
    ? tensorField(field.number, tensor, tensor.raw as Uint8Array)
    : [copied(model, field)];
}

export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
