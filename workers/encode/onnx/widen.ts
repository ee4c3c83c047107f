/**
 * Converts half floats of a graph to 32-bit floats, because WebAssembly has no kernels for half floats, and takes in
 * external data. Everything else is copied unchanged.
 */

import { Problem } from '#core/errors';
import { readNode } from './node';
import { ATTRIBUTE, ELEMENT, GRAPH, NODE, TENSOR, TYPE, VALUE } from './schema';
import { type External, inFull } from './tensor';
import {
  copied,
  delimited,
  type Field,
  inside,
  integer,
  integerField,
  isDelimited,
  nameIn,
  type Piece,
} from './wire';

/** Converts a node: tensors among its attributes, the type it casts to, its subgraphs. */
function widenNode(model: Uint8Array, field: Field, external: External): Piece[] {
  const { operator } = readNode(model, field);
  return rebuilt(model, field, (part) =>
    part.number === NODE.attribute ? widenAttribute(model, part, operator, external) : null,
  );
}

function widenAttribute(
  model: Uint8Array,
  field: Field,
  operator: string,
  external: External,
): Piece[] | null {
  const casts = operator === 'Cast' && nameIn(model, field, ATTRIBUTE.name) === 'to';
  return rebuilt(model, field, (part) => {
    if (part.number === ATTRIBUTE.tensor) return isPlain(model, part) ? null : inFull(model, part, external);
    if (part.number === ATTRIBUTE.graph || part.number === ATTRIBUTE.graphs) {
      return widenGraph(model, part, external);
    }
    const half = casts && part.number === ATTRIBUTE.integer && integer(model, part) === ELEMENT.half;
    return half ? [integerField(ATTRIBUTE.integer, ELEMENT.float)] : null;
  });
}

function widenGraph(model: Uint8Array, field: Field, external: External): Piece[] {
  return rebuilt(model, field, (part) => widenPart(model, part, external));
}

/** Converts any part of a graph; null if it stays unchanged. */
export function widenPart(model: Uint8Array, part: Field, external: External): Piece[] | null {
  switch (part.number) {
    case GRAPH.node:
      return widenNode(model, part, external);
    case GRAPH.initializer:
      return inFull(model, part, external);
    case GRAPH.input:
    case GRAPH.output:
      return widenValue(model, part);
    // Hints about the types of intermediate values; the runtime infers them.
    case GRAPH.valueInfo:
      return [];
    case GRAPH.sparseInitializer:
      throw new Problem('model-unsupported', 'Sparse weights cannot be quantised.');
    default:
      return null;
  }
}

/** Converts the type of an input or output. */
function widenValue(model: Uint8Array, field: Field): Piece[] {
  return rebuilt(model, field, (type) => {
    if (type.number !== VALUE.type) return null;
    return rebuilt(model, type, (tensor) => {
      if (tensor.number !== TYPE.tensor) return null;
      return rebuilt(model, tensor, (part) =>
        part.number === TYPE.element && integer(model, part) === ELEMENT.half
          ? [integerField(TYPE.element, ELEMENT.float)]
          : null,
      );
    });
  });
}

/** Whether the tensor is neither of half floats nor external. */
function isPlain(model: Uint8Array, tensor: Field): boolean {
  return inside(model, tensor).every(
    (part) =>
      part.number !== TENSOR.location &&
      !(part.number === TENSOR.type && integer(model, part) === ELEMENT.half),
  );
}

/** Writes the message with parts replaced; null keeps a part. */
function rebuilt(model: Uint8Array, field: Field, replace: (part: Field) => Piece[] | null): Piece[] {
  if (!isDelimited(field)) return [copied(model, field)];
  let changed = false;
  const pieces = inside(model, field).flatMap((part) => {
    const replaced = replace(part);
    if (replaced && !(replaced.length === 1 && isCopy(replaced[0], model, part))) changed = true;
    return replaced ?? [copied(model, part)];
  });
  return changed ? delimited(field.number, pieces) : [copied(model, field)];
}

function isCopy(piece: Piece | undefined, model: Uint8Array, { start, end }: Field): boolean {
  return (
    piece instanceof Uint8Array &&
    piece.buffer === model.buffer &&
    piece.byteOffset === model.byteOffset + start &&
    piece.length === end - start
  );
}
