/** Reads and writes the nodes of an ONNX graph. */

import { ATTRIBUTE, GRAPH, INTEGER_ATTRIBUTE, NODE, VALUE } from './schema';
import { delimited, type Field, inside, integerField, nameIn, type Piece, stringField, text } from './wire';

export interface GraphNode {
  field: Field;
  operator: string;
  /** Empty for standard operators. */
  domain: string;
  /** In order; an omitted optional input is an empty name. */
  inputs: string[];
  outputs: string[];
  attributes: Field[];
  /** Names used by its subgraphs, from outside or from inside them. */
  inner: string[];
}

export function readNode(model: Uint8Array, field: Field): GraphNode {
  const node: GraphNode = {
    field,
    operator: '',
    domain: '',
    inputs: [],
    outputs: [],
    attributes: [],
    inner: [],
  };
  for (const part of inside(model, field)) {
    if (part.number === NODE.input) node.inputs.push(text(model, part));
    if (part.number === NODE.output) node.outputs.push(text(model, part));
    if (part.number === NODE.operator) node.operator = text(model, part);
    if (part.number === NODE.domain) node.domain = text(model, part).replace(/^ai\.onnx$/, '');
    if (part.number !== NODE.attribute) continue;
    node.attributes.push(part);
    for (const graph of graphsIn(model, part)) node.inner.push(...takenIn(model, graph));
  }
  return node;
}

function graphsIn(model: Uint8Array, attribute: Field): Field[] {
  return inside(model, attribute).filter(
    ({ number }) => number === ATTRIBUTE.graph || number === ATTRIBUTE.graphs,
  );
}

function takenIn(model: Uint8Array, graph: Field): string[] {
  return inside(model, graph).flatMap((part) => {
    if (part.number === GRAPH.output) return nameIn(model, part, VALUE.name);
    if (part.number !== GRAPH.node) return [];
    const { inputs, inner } = readNode(model, part);
    return [...inputs, ...inner];
  });
}

/** Writes a node with a standard operator and integer attributes. */
export function nodeField(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Record<string, number> = {},
): Piece[] {
  return delimited(GRAPH.node, [
    ...inputs.flatMap((name) => stringField(NODE.input, name)),
    ...outputs.flatMap((name) => stringField(NODE.output, name)),
    ...stringField(NODE.name, `${outputs[0]}_${operator}`),
    ...stringField(NODE.operator, operator),
    ...Object.entries(attributes).flatMap(([name, value]) =>
      delimited(NODE.attribute, [
        ...stringField(ATTRIBUTE.name, name),
        integerField(ATTRIBUTE.integer, value),
        integerField(ATTRIBUTE.type, INTEGER_ATTRIBUTE),
      ]),
    ),
  ]);
}
