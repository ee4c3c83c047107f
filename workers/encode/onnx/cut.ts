/**
 * Cuts an ONNX graph down to one of its outputs. Of a graph with both encoders, one remains, with its own
 * inputs. The nodes and weights that remain are copied unchanged, so the results are the same.
 */

import { Problem } from '#core/errors';
import { readNode } from './node';
import { GRAPH, MODEL, TENSOR, VALUE } from './schema';
import { assemble, copied, delimited, type Field, fields, inside, isDelimited, nameIn } from './wire';

/** Returns the names of the graph's outputs, in order. */
export function outputNames(model: Uint8Array): string[] {
  return inside(model, graphOf(fields(model, 0, model.length)))
    .filter(({ number }) => number === GRAPH.output)
    .map((field) => nameIn(model, field, VALUE.name));
}

/**
 * @param output name of the output to keep
 * @throws Problem `model-unsupported` if the graph has no such output, or is no ONNX graph
 */
export function cutToOutput(model: Uint8Array, output: string): Uint8Array<ArrayBuffer> {
  const whole = fields(model, 0, model.length);
  const graph = graphOf(whole);
  const parts = inside(model, graph);
  if (!parts.some((part) => part.number === GRAPH.output && nameIn(model, part, VALUE.name) === output)) {
    throw new Problem('model-unsupported', `The graph has no output ${output}.`);
  }
  const needed = new Set([output]);
  const nodes = new Set<Field>();
  // Nodes stand in the order in which they can run, so one walk from the end meets everything.
  for (const part of parts.filter(({ number }) => number === GRAPH.node).reverse()) {
    const { inputs, inner, outputs } = readNode(model, part);
    if (!outputs.some((name) => needed.has(name))) continue;
    nodes.add(part);
    for (const name of [...inputs, ...inner]) needed.add(name);
  }
  const stays = (part: Field): boolean => {
    switch (part.number) {
      case GRAPH.node:
        return nodes.has(part);
      case GRAPH.initializer:
        return needed.has(nameIn(model, part, TENSOR.name));
      case GRAPH.input:
        return needed.has(nameIn(model, part, VALUE.name));
      case GRAPH.output:
        return nameIn(model, part, VALUE.name) === output;
      // Hints about values in between, of which many are gone; the runtime finds the types itself.
      case GRAPH.valueInfo:
        return false;
      case GRAPH.sparseInitializer:
        throw new Problem('model-unsupported', 'Sparse weights cannot be cut.');
      default:
        return true;
    }
  };
  const kept = parts.filter(stays).map((part) => copied(model, part));
  return assemble(
    whole.flatMap((part) => (part === graph ? delimited(MODEL.graph, kept) : [copied(model, part)])),
  );
}

/**
 * Finds the graph among the parts of a model.
 * @throws Problem `model-unsupported` if there is none
 */
export function graphOf(parts: readonly Field[]): Field {
  const graph = parts.find(({ number }) => number === MODEL.graph);
  if (!graph || !isDelimited(graph)) throw new Problem('model-unsupported', 'The file is no ONNX graph.');
  return graph;
}
