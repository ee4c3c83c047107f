/**
 * Quantises an image graph of 32- or 16-bit floats. Only matrix products with a constant second operand (`MatMul`,
 * and `Gemm` as in linear layers) become 8-bit. Patch convolution, positions and norms stay in full precision,
 * because that preserves the nearest neighbours (figures: workers/models/README.md).
 *
 *     x -> DynamicQuantizeLinear -> MatMulInteger -> Cast -> Mul by (scale of x * scales of the columns)
 *
 * is the pattern that onnxruntime's `quantize_dynamic` writes and the runtime fuses into one operator.
 *
 * The source is read in place and the build written in one pass, tensor by tensor: besides both, memory holds
 * one matrix of floats.
 */

import { Problem } from '#core/errors';
import { graphOf } from './cut';
import { type GraphNode, nodeField, readNode } from './node';
import { type Grid, quantiseColumns } from './quantise-columns';
import { ATTRIBUTE, ELEMENT, GRAPH, MODEL, OPSET, VALUE } from './schema';
import { bytesOf, countOf, type External, readTensor, type Tensor, tensorField } from './tensor';
import { widenPart } from './widen';
import {
  assemble,
  copied,
  delimited,
  type Field,
  fields,
  inside,
  integer,
  isDelimited,
  nameIn,
  type Piece,
} from './wire';

/** First version of the standard operators with `DynamicQuantizeLinear`. */
const LEAST_OPSET = 11;
/** From this version of the format on, callers may override an initializer that is also an input. */
const OVERRIDABLE_IR = 4;

/** Matrix product with a constant second operand. */
interface Product {
  x: string;
  weight: Tensor;
  transposed: boolean;
  bias: string;
}

/** Constant matrix to be quantised, and the names of its three initializers. */
interface Quantised {
  weight: Tensor;
  transposed: boolean;
  levels: string;
  scales: string;
  zeros: string;
}

/**
 * Returns the 8-bit build of a graph: 32-bit floats in and out, the same opset, without external data.
 * @param progress called with the share of the matrices that are done, 0..1
 * @throws Problem `model-unsupported` if the graph is broken, too old, or has no constant matrix product
 */
export function quantiseGraph(
  model: Uint8Array,
  external: External = new Map(),
  progress: (share: number) => void = () => undefined,
): Uint8Array<ArrayBuffer> {
  const parts = fields(model, 0, model.length);
  const graph = graphOf(parts);
  assertOpset(model, parts);
  const pieces = new QuantisedGraph(model, graph, irVersion(model, parts), external, progress).pieces();
  return assemble(
    parts.flatMap((part) => (part === graph ? delimited(MODEL.graph, pieces) : [copied(model, part)])),
  );
}

function assertOpset(model: Uint8Array, parts: readonly Field[]): void {
  if (parts.some(({ number }) => number === MODEL.functions)) {
    throw new Problem('model-unsupported', 'A graph with functions of its own cannot be quantised.');
  }
  const standard = parts
    .filter(({ number }) => number === MODEL.opset)
    .find((part) => ['', 'ai.onnx'].includes(nameIn(model, part, OPSET.domain)));
  const version = standard && inside(model, standard).find(({ number }) => number === OPSET.version);
  const opset = version ? integer(model, version) : 0;
  if (opset < LEAST_OPSET) {
    throw new Problem('model-unsupported', `Opset ${opset} has no 8-bit products; ${LEAST_OPSET} has.`);
  }
}

function irVersion(model: Uint8Array, parts: readonly Field[]): number {
  const field = parts.find(({ number }) => number === MODEL.irVersion);
  return field ? integer(model, field) : 0;
}

class QuantisedGraph {
  private readonly parts: Field[];
  private readonly nodes: GraphNode[];
  private readonly constants: ReadonlyMap<string, Tensor>;
  private readonly products = new Map<GraphNode, Product>();
  private readonly taken = new Set<string>();
  /** By the name of the matrix and whether it is transposed. */
  private readonly weights = new Map<string, Quantised>();
  /** Names of levels, scale and zero point, by the quantised value. */
  private readonly activations = new Map<string, [string, string, string]>();

  constructor(
    private readonly model: Uint8Array,
    graph: Field,
    irVersion: number,
    private readonly external: External,
    private readonly progress: (share: number) => void,
  ) {
    this.parts = inside(model, graph);
    this.nodes = this.all(GRAPH.node).map((part) => readNode(model, part));
    const inputs = new Set(this.all(GRAPH.input).map((part) => nameIn(model, part, VALUE.name)));
    this.constants = this.readConstants(irVersion < OVERRIDABLE_IR ? new Set() : inputs);
    for (const name of [...inputs, ...this.constants.keys()]) this.taken.add(name);
    for (const node of this.nodes) {
      for (const name of [...node.outputs, ...node.inner]) this.taken.add(name);
      const product = this.productOf(node);
      if (product) this.products.set(node, product);
    }
    if (this.products.size === 0) {
      throw new Problem('model-unsupported', 'The graph has no product with a constant matrix.');
    }
  }

  /** Returns the content of the new graph. */
  pieces(): Piece[] {
    const { model, external } = this;
    const needed = this.namesNeeded();
    const nodes = new Map(this.nodes.map((node) => [node.field, node]));
    const constants = new Set(this.constants.keys());
    const kept = this.parts.flatMap((part): Piece[] => {
      const node = nodes.get(part);
      const product = node && this.products.get(node);
      if (node && product) return this.productPieces(node, product);
      if (node?.operator === 'Constant' && !node.outputs.some((name) => needed.has(name))) return [];
      if (part.number === GRAPH.initializer && !needed.has(readTensor(model, part, external).name)) return [];
      // Before version 4 of the format, every initializer was an input as well.
      const input = part.number === GRAPH.input ? nameIn(model, part, VALUE.name) : '';
      if (constants.has(input) && !needed.has(input)) return [];
      return widenPart(model, part, external) ?? [copied(model, part)];
    });
    return [...kept, ...this.weightPieces()];
  }

  private all(number: number): Field[] {
    return this.parts.filter((part) => part.number === number);
  }

  /** Reads the constant tensors: initializers, and those of `Constant` nodes. */
  private readConstants(overridable: ReadonlySet<string>): Map<string, Tensor> {
    const { model, external } = this;
    const constants = new Map<string, Tensor>();
    for (const part of this.all(GRAPH.initializer)) {
      const tensor = readTensor(model, part, external);
      if (!overridable.has(tensor.name)) constants.set(tensor.name, tensor);
    }
    for (const { operator, domain, outputs, attributes } of this.nodes) {
      if (operator !== 'Constant' || domain !== '') continue;
      for (const part of attributes.flatMap((attribute) => inside(model, attribute))) {
        if (part.number !== ATTRIBUTE.tensor || !isDelimited(part)) continue;
        const [name = ''] = outputs;
        constants.set(name, { ...readTensor(model, part, external), name });
      }
    }
    return constants;
  }

  private productOf({ operator, domain, inputs, outputs, attributes }: GraphNode): Product | null {
    const [x = '', named = '', bias = ''] = inputs;
    const weight = this.constants.get(named);
    const fits =
      domain === '' &&
      (operator === 'MatMul' || operator === 'Gemm') &&
      outputs.length === 1 &&
      weight?.dims.length === 2 &&
      countOf(weight.dims) > 0 &&
      (weight.type === ELEMENT.float || weight.type === ELEMENT.half) &&
      !this.constants.has(x);
    if (!fits) return null;
    const given = new Map(attributes.map((field) => [nameIn(this.model, field, ATTRIBUTE.name), field]));
    const number = (name: string, otherwise: number) => this.attribute(given.get(name), otherwise);
    if (number('transA', 0) !== 0 || number('alpha', 1) !== 1 || number('beta', 1) !== 1) return null;
    return { x, weight, transposed: number('transB', 0) === 1, bias };
  }

  private attribute(field: Field | undefined, otherwise: number): number {
    const { model } = this;
    for (const part of field ? inside(model, field) : []) {
      if (part.number === ATTRIBUTE.integer) return integer(model, part);
      if (part.number !== ATTRIBUTE.float || part.end - part.content !== 4) continue;
      return new DataView(model.buffer, model.byteOffset + part.content, 4).getFloat32(0, true);
    }
    return otherwise;
  }

  /** Returns the names of the old graph that the new one still uses. */
  private namesNeeded(): Set<string> {
    const needed = new Set(this.all(GRAPH.output).map((part) => nameIn(this.model, part, VALUE.name)));
    for (const node of this.nodes) {
      const product = this.products.get(node);
      for (const name of product ? [product.x, product.bias] : [...node.inputs, ...node.inner]) {
        needed.add(name);
      }
    }
    return needed;
  }

  private productPieces({ outputs }: GraphNode, { x, weight, transposed, bias }: Product): Piece[] {
    const [y = ''] = outputs;
    const known = this.activations.get(x);
    const [levels, scale, zero] = known ?? [
      this.fresh(`${x}_quantized`),
      this.fresh(`${x}_scale`),
      this.fresh(`${x}_zero_point`),
    ];
    this.activations.set(x, [levels, scale, zero]);
    const matrix = this.quantised(weight, transposed);
    const sums = this.fresh(`${y}_quantized`);
    const floats = this.fresh(`${y}_cast`);
    const scales = this.fresh(`${y}_scales`);
    const product = bias === '' ? y : this.fresh(`${y}_product`);
    return [
      ...(known ? [] : nodeField('DynamicQuantizeLinear', [x], [levels, scale, zero])),
      ...nodeField('MatMulInteger', [levels, matrix.levels, zero, matrix.zeros], [sums]),
      ...nodeField('Cast', [sums], [floats], { to: ELEMENT.float }),
      ...nodeField('Mul', [scale, matrix.scales], [scales]),
      ...nodeField('Mul', [floats, scales], [product]),
      ...(bias === '' ? [] : nodeField('Add', [product, bias], [y])),
    ];
  }

  private quantised(weight: Tensor, transposed: boolean): Quantised {
    const key = `${weight.name}${transposed ? ' transposed' : ''}`;
    const known = this.weights.get(key);
    if (known) return known;
    const names = {
      levels: this.fresh(`${weight.name}_quantized`),
      scales: this.fresh(`${weight.name}_scale`),
      zeros: this.fresh(`${weight.name}_zero_point`),
    };
    const quantised = { weight, transposed, ...names };
    this.weights.set(key, quantised);
    return quantised;
  }

  private weightPieces(): Piece[] {
    let done = 0;
    return [...this.weights.values()].flatMap(({ weight, transposed, levels, scales, zeros }) => {
      const [a = 0, b = 0] = weight.dims;
      const [rows, columns] = transposed ? [b, a] : [a, b];
      let grid: Grid | undefined;
      const initializer = (
        name: string,
        type: number,
        dims: readonly number[],
        length: number,
        write: (into: Uint8Array) => void,
      ) => tensorField(GRAPH.initializer, { name, type, dims }, { length, write });
      return [
        // Written in this order: the first computes the grid of the other two.
        ...initializer(levels, ELEMENT.uint8, [rows, columns], rows * columns, (into) => {
          grid = quantiseColumns({ values: weight.floats(), rows, columns, transposed }, into);
          this.progress(++done / this.weights.size);
        }),
        ...initializer(scales, ELEMENT.float, [columns], columns * 4, (into) =>
          into.set(bytesOf((grid as Grid).scales)),
        ),
        ...initializer(zeros, ELEMENT.uint8, [columns], columns, (into) => into.set((grid as Grid).zeros)),
      ];
    });
  }

  /** Returns a name that the graph does not have yet. */
  private fresh(wanted: string): string {
    let name = wanted;
    while (this.taken.has(name)) name += '_';
    this.taken.add(name);
    return name;
  }
}
