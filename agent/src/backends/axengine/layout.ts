/**
 * Structs of libax_engine.so as bytes: little-endian, 64-bit pointers, reserved words zero. Offsets are those
 * of the public headers of SDK 1.45; the tests' stand-in asserts them at compile time.
 */

import type { DataType, Tensor } from '../device';

/** Size of every struct that a run passes; the engine may read all of it. */
const STRUCT = 128;
const NPU_ATTR = 36;
const HANDLE_EXTRA = 48;

/** Returns an `AX_ENGINE_NPU_ATTR_T` with this mode, also as a buffer for the engine to fill. */
export function npuAttr(hardMode = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(new ArrayBuffer(NPU_ATTR));
  new DataView(bytes.buffer).setUint32(0, hardMode, true);
  return bytes;
}

export function hardModeOf(attr: Uint8Array<ArrayBuffer>): number {
  return new DataView(attr.buffer).getUint32(0, true);
}

/** Returns an `AX_ENGINE_HANDLE_EXTRA_T` with defaults. */
export function handleExtra(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(HANDLE_EXTRA));
}

/** Memory shared by processor and NPU. */
export interface Block {
  phy: bigint;
  vir: bigint;
  bytes: number;
}

/**
 * Builds an `AX_ENGINE_IO_T`, followed by the `AX_ENGINE_IO_BUFFER_T` that it points to. One buffer holds
 * them all, so a reference to it keeps every struct alive.
 * @param addressOf returns the address of a buffer
 */
export function ioRequest(
  inputs: readonly Block[],
  outputs: readonly Block[],
  addressOf: (memory: Uint8Array) => bigint,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(new ArrayBuffer((1 + inputs.length + outputs.length) * STRUCT));
  const view = new DataView(bytes.buffer);
  const first = addressOf(bytes) + BigInt(STRUCT);
  view.setBigUint64(0, first, true);
  view.setUint32(8, inputs.length, true);
  view.setBigUint64(16, first + BigInt(inputs.length * STRUCT), true);
  view.setUint32(24, outputs.length, true);
  [...inputs, ...outputs].forEach((block, i) => {
    const at = (1 + i) * STRUCT;
    view.setBigUint64(at, block.phy, true);
    view.setBigUint64(at + 8, block.vir, true);
    view.setUint32(at + 16, block.bytes, true);
  });
  return bytes;
}

/** Reads the engine's memory. */
export interface Reader {
  /** Copies bytes. */
  bytes(address: bigint, length: number): DataView;
  /** Reads a zero-terminated string. */
  text(address: bigint): string;
}

const DATA_TYPES: Record<number, DataType> = { 1: 'u8', 3: 'f32' };
const COLOURS: Record<number, string> = { 6: 'rgb', 7: 'bgr' };

/** Reads `AX_ENGINE_IO_INFO_T`. */
export function readIoInfo(read: Reader, address: bigint): { inputs: Tensor[]; outputs: Tensor[] } {
  const info = read.bytes(address, STRUCT);
  const tensors = (pointer: number, count: number) =>
    Array.from({ length: info.getUint32(count, true) }, (_, i) =>
      readMeta(read, info.getBigUint64(pointer, true) + BigInt(i * STRUCT)),
    );
  return { inputs: tensors(0, 8), outputs: tensors(16, 24) };
}

function readMeta(read: Reader, address: bigint): Tensor {
  const meta = read.bytes(address, STRUCT);
  const rank = meta.getUint8(16);
  const shape = read.bytes(meta.getBigUint64(8, true), rank * 4);
  const type = meta.getUint32(28, true);
  const extra = meta.getBigUint64(32, true);
  const colour = extra === 0n ? null : (COLOURS[read.bytes(extra, 4).getUint32(0, true)] ?? null);
  return {
    name: read.text(meta.getBigUint64(0, true)),
    shape: Array.from({ length: rank }, (_, i) => shape.getInt32(i * 4, true)),
    dtype: DATA_TYPES[type] ?? `type ${type}`,
    bytes: meta.getUint32(40, true),
    colour,
    dense: meta.getBigUint64(48, true) === 0n,
  };
}
