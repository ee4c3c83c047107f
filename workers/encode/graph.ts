/**
 * Cuts an ONNX graph down to one of its outputs. Of a graph with both encoders, one remains, with its own
 * inputs. The nodes and weights that remain are copied unchanged, so the results are the same.
 *
 * ONNX files are protocol buffers (onnx.proto3); only the fields named here are parsed.
 */

import { Problem } from '#core/errors';

/** ModelProto.graph */
const GRAPH = 7;
/** GraphProto */
const NODE = 1;
const INITIALIZER = 5;
const INPUT = 11;
const OUTPUT = 12;
const VALUE_INFO = 13;
const SPARSE_INITIALIZER = 15;
/** NodeProto */
const NODE_INPUT = 1;
const NODE_OUTPUT = 2;
const ATTRIBUTE = 5;
/** AttributeProto */
const SUBGRAPH = 6;
const SUBGRAPHS = 11;
/** TensorProto.name; ValueInfoProto.name is field 1. */
const TENSOR_NAME = 8;
const VALUE_NAME = 1;

/** Wire type of everything that has a length: messages, strings, bytes. */
const DELIMITED = 2;

interface Field {
  number: number;
  wire: number;
  /** Where the field begins, including its tag, and where it ends. */
  start: number;
  end: number;
  /** Where its content begins, for fields with a length. */
  content: number;
}

/** Returns the names of the graph's outputs, in order. */
export function outputNames(model: Uint8Array): string[] {
  const graph = graphOf(model);
  return fields(model, graph.content, graph.end)
    .filter(({ number }) => number === OUTPUT)
    .map((field) => nameIn(model, field, VALUE_NAME));
}

/**
 * @param output name of the output to keep
 * @throws Problem `model-unsupported` if the graph has no such output, has sparse weights, or is not ONNX
 */
export function cutToOutput(model: Uint8Array, output: string): Uint8Array<ArrayBuffer> {
  const graph = graphOf(model);
  const parts = fields(model, graph.content, graph.end);
  if (!parts.some((part) => part.number === OUTPUT && nameIn(model, part, VALUE_NAME) === output)) {
    throw new Problem('model-unsupported', `The graph has no output ${output}.`);
  }
  const needed = new Set([output]);
  const nodes = new Set<Field>();
  // ONNX sorts nodes topologically, so one backward pass finds everything that the output needs.
  for (const part of parts.filter(({ number }) => number === NODE).reverse()) {
    const { inputs, outputs } = namesOfNode(model, part);
    if (!outputs.some((name) => needed.has(name))) continue;
    nodes.add(part);
    for (const name of inputs) needed.add(name);
  }
  const stays = (part: Field): boolean => {
    switch (part.number) {
      case NODE:
        return nodes.has(part);
      case INITIALIZER:
        return needed.has(nameIn(model, part, TENSOR_NAME));
      case INPUT:
        return needed.has(nameIn(model, part, VALUE_NAME));
      case OUTPUT:
        return nameIn(model, part, VALUE_NAME) === output;
      // Types of intermediate values, many of which are cut; the runtime infers them.
      case VALUE_INFO:
        return false;
      case SPARSE_INITIALIZER:
        throw new Problem('model-unsupported', 'Sparse weights cannot be cut.');
      default:
        return true;
    }
  };
  return join(model, graph, parts.filter(stays));
}

/** Rebuilds the model with only these fields of its graph. */
function join(model: Uint8Array, graph: Field, parts: readonly Field[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, { start, end }) => sum + end - start, 0);
  const header = [...varint((GRAPH << 3) | DELIMITED), ...varint(length)];
  const out = new Uint8Array(model.length - (graph.end - graph.start) + header.length + length);
  let at = 0;
  const put = (bytes: ArrayLike<number>) => {
    out.set(bytes, at);
    at += bytes.length;
  };
  put(model.subarray(0, graph.start));
  put(header);
  for (const { start, end } of parts) put(model.subarray(start, end));
  put(model.subarray(graph.end));
  return out;
}

function graphOf(model: Uint8Array): Field {
  const graph = fields(model, 0, model.length).find(({ number }) => number === GRAPH);
  if (!graph) throw new Problem('model-unsupported', 'The file is no ONNX graph.');
  return graph;
}

/** Returns the names of a node's inputs, those of its subgraphs included, and of its outputs. */
function namesOfNode(model: Uint8Array, node: Field): { inputs: string[]; outputs: string[] } {
  const inputs: string[] = [];
  const outputs: string[] = [];
  for (const field of fields(model, node.content, node.end)) {
    if (field.number === NODE_INPUT) inputs.push(text(model, field));
    if (field.number === NODE_OUTPUT) outputs.push(text(model, field));
    if (field.number !== ATTRIBUTE) continue;
    for (const inner of fields(model, field.content, field.end)) {
      if (inner.wire !== DELIMITED || ![SUBGRAPH, SUBGRAPHS].includes(inner.number)) continue;
      for (const each of fields(model, inner.content, inner.end)) {
        if (each.number === NODE) inputs.push(...namesOfNode(model, each).inputs);
        if (each.number === OUTPUT) inputs.push(nameIn(model, each, VALUE_NAME));
      }
    }
  }
  return { inputs, outputs };
}

function nameIn(model: Uint8Array, message: Field, number: number): string {
  const field = fields(model, message.content, message.end).find((each) => each.number === number);
  return field ? text(model, field) : '';
}

function text(model: Uint8Array, { content, end }: Field): string {
  return new TextDecoder().decode(model.slice(content, end));
}

/** Splits a message into its fields, without parsing nested messages. */
function fields(bytes: Uint8Array, from: number, to: number): Field[] {
  const found: Field[] = [];
  let at = from;
  const number = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || at > to) throw new Problem('model-unsupported', 'The graph is broken off.');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < to) {
    const start = at;
    const tag = number();
    const wire = tag & 7;
    const length = wire === DELIMITED ? number() : 0;
    const content = at;
    if (wire === 0) number();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === DELIMITED) at += length;
    else throw new Problem('model-unsupported', 'The file is no ONNX graph.');
    if (at > to) throw new Problem('model-unsupported', 'The graph is broken off.');
    found.push({ number: Math.floor(tag / 8), wire, start, content, end: at });
  }
  return found;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}
