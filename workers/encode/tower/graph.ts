/** Reads an ONNX file into operations and constants, as far as towers of transformers need it. */

import { Problem } from '#core/errors';
import { graphOf } from '#workers/encode/onnx/cut';
import { readNode } from '#workers/encode/onnx/node';
import { ATTRIBUTE, ELEMENT, GRAPH, MODEL, SHAPE, TENSOR, TYPE, VALUE } from '#workers/encode/onnx/schema';
import { type External, readTensor } from '#workers/encode/onnx/tensor';
import { type Field, fields, inside, integer, nameIn, text } from '#workers/encode/onnx/wire';

/** Constant tensor, row-major. Integers of 64 bits are numbers here; those beyond 53 bits are refused. */
export interface Constant {
  type: 'float' | 'int' | 'uint8' | 'int8';
  dims: readonly number[];
  data: Float32Array | Float64Array | Uint8Array | Int8Array;
}

export type Attribute = number | readonly number[] | string | Constant;

export interface Operation {
  operator: string;
  /** In order; an omitted optional input is an empty name. */
  inputs: readonly string[];
  outputs: readonly string[];
  attributes: ReadonlyMap<string, Attribute>;
}

/** An input as onnxruntime's sessions describe it. */
export interface Input {
  name: string;
  isTensor: boolean;
  /** Of its elements. */
  type: string;
  /** A free dimension has a name. */
  shape: readonly (number | string)[];
}

export interface Graph {
  operations: readonly Operation[];
  constants: ReadonlyMap<string, Constant>;
  inputs: readonly Input[];
  outputs: readonly string[];
}

/** Says why a graph is left to onnxruntime. */
export function unsupported(why: string): Problem {
  return new Problem('model-unsupported', `The tower's own runtime does not know ${why}.`);
}

/** @throws Problem `model-unsupported` if the graph is broken, or has what no tower needs */
export function readGraph(model: Uint8Array, external: External = new Map()): Graph {
  const whole = fields(model, 0, model.length);
  if (whole.some(({ number }) => number === MODEL.functions)) throw unsupported('functions of a graph');
  const parts = inside(model, graphOf(whole));
  const constants = new Map<string, Constant>();
  const operations: Operation[] = [];
  const named = (number: number) =>
    parts.filter((part) => part.number === number).map((part) => nameIn(model, part, VALUE.name));
  for (const part of parts) {
    if (part.number === GRAPH.sparseInitializer) throw unsupported('sparse weights');
    if (part.number === GRAPH.initializer) {
      constants.set(nameIn(model, part, TENSOR.name), readConstant(model, part, external));
    }
    if (part.number !== GRAPH.node) continue;
    const { operator, domain, inputs, outputs, attributes } = readNode(model, part);
    if (domain !== '') throw unsupported(`${domain}.${operator}`);
    const given = new Map(
      attributes.map((field) => [
        nameIn(model, field, ATTRIBUTE.name),
        readAttribute(model, field, external, operator),
      ]),
    );
    const value = operator === 'Constant' ? given.get('value') : undefined;
    if (typeof value === 'object' && 'data' in value) constants.set(outputs[0] ?? '', value);
    else operations.push({ operator, inputs, outputs, attributes: given });
  }
  const inputs = parts.filter(({ number }) => number === GRAPH.input).map((part) => readInput(model, part));
  if (inputs.some(({ name }) => constants.has(name))) throw unsupported('weights that a caller may replace');
  return { operations, constants, inputs, outputs: named(GRAPH.output) };
}

const TYPES: Record<number, string> = {
  [ELEMENT.float]: 'float32',
  [ELEMENT.half]: 'float16',
  [ELEMENT.int32]: 'int32',
  [ELEMENT.int64]: 'int64',
};

function readInput(model: Uint8Array, value: Field): Input {
  const within = (field: Field | undefined, number: number) =>
    field ? inside(model, field).filter((each) => each.number === number) : [];
  const [type] = within(value, VALUE.type);
  const [tensor] = within(type, TYPE.tensor);
  const [element] = within(tensor, TYPE.element);
  const [shape] = within(tensor, TYPE.shape);
  const code = element ? integer(model, element) : 0;
  return {
    name: nameIn(model, value, VALUE.name),
    isTensor: tensor !== undefined,
    type: TYPES[code] ?? `type ${code}`,
    shape: within(shape, SHAPE.dimension).map((dimension) => {
      const [size] = within(dimension, SHAPE.value);
      return size ? integer(model, size) : nameIn(model, dimension, SHAPE.name);
    }),
  };
}

function readAttribute(model: Uint8Array, field: Field, external: External, operator: string): Attribute {
  const ints: number[] = [];
  const floats: number[] = [];
  for (const part of inside(model, field)) {
    switch (part.number) {
      case ATTRIBUTE.float:
        return floatsIn(model, part)[0] ?? 0;
      case ATTRIBUTE.integer:
        return signedIn(model, part)[0] ?? 0;
      case ATTRIBUTE.text:
        return text(model, part);
      case ATTRIBUTE.tensor:
        return readConstant(model, part, external);
      case ATTRIBUTE.floats:
        floats.push(...floatsIn(model, part));
        break;
      case ATTRIBUTE.integers:
        ints.push(...signedIn(model, part));
        break;
      case ATTRIBUTE.graph:
      case ATTRIBUTE.graphs:
        throw unsupported(`${operator}, which has graphs of its own`);
    }
  }
  return floats.length > 0 ? floats : ints;
}

function floatsIn(model: Uint8Array, { content, end }: Field): number[] {
  const view = new DataView(model.buffer, model.byteOffset + content, end - content);
  return Array.from({ length: view.byteLength >> 2 }, (_, i) => view.getFloat32(i * 4, true));
}

/** Integers of 64 bits with a sign, packed or not: negative ones have ten bytes. */
function signedIn(model: Uint8Array, field: Field): number[] {
  const found: number[] = [];
  let value = 0n;
  let shift = 0n;
  for (let at = field.content; at < field.end; at++) {
    const byte = model[at] as number;
    value |= BigInt(byte & 127) << shift;
    shift += 7n;
    if (byte >= 128) continue;
    found.push(exact(BigInt.asIntN(64, value)));
    value = 0n;
    shift = 0n;
  }
  return found;
}

function exact(value: bigint): number {
  const number = Number(value);
  // The largest numbers mean "to the end", and no tensor is that long.
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, number));
}

function readConstant(model: Uint8Array, field: Field, external: External): Constant {
  const { type, dims, raw, floats, name } = readTensor(model, field, external);
  const listed = (number: number) =>
    inside(model, field)
      .filter((part) => part.number === number)
      .flatMap((part) => signedIn(model, part));
  const counted = (constant: Constant): Constant => {
    const count = dims.reduce((all, size) => all * size, 1);
    if (constant.data.length !== count) throw unsupported(`${name}, which is not [${dims}]`);
    return constant;
  };
  const bytes = (list: () => number[]) => raw ?? Uint8Array.from(list());
  switch (type) {
    case ELEMENT.float:
    case ELEMENT.half:
      return counted({ type: 'float', dims, data: floats() });
    case ELEMENT.uint8:
    case ELEMENT.bool:
      return counted({ type: 'uint8', dims, data: bytes(() => listed(TENSOR.integers)) });
    case ELEMENT.int8: {
      const { buffer, byteOffset, length } = bytes(() => listed(TENSOR.integers));
      return counted({ type: 'int8', dims, data: new Int8Array(buffer, byteOffset, length) });
    }
    case ELEMENT.int32:
    case ELEMENT.int64: {
      const size = type === ELEMENT.int64 ? 8 : 4;
      const list = () => listed(size === 8 ? TENSOR.longs : TENSOR.integers);
      return counted({ type: 'int', dims, data: Float64Array.from(raw ? wholes(raw, size) : list()) });
    }
    default:
      throw unsupported(`tensors of type ${type}`);
  }
}

function wholes(raw: Uint8Array, size: number): number[] {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.length);
  return Array.from({ length: Math.floor(raw.length / size) }, (_, i) =>
    size === 8 ? exact(view.getBigInt64(i * 8, true)) : view.getInt32(i * 4, true),
  );
}
