/** Field numbers and enums of onnx.proto3, as far as they are used here. */

export const MODEL = { irVersion: 1, graph: 7, opset: 8, functions: 25 } as const;
export const OPSET = { domain: 1, version: 2 } as const;
export const GRAPH = {
  node: 1,
  initializer: 5,
  input: 11,
  output: 12,
  valueInfo: 13,
  sparseInitializer: 15,
} as const;
export const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5, domain: 7 } as const;
export const ATTRIBUTE = {
  name: 1,
  float: 2,
  integer: 3,
  text: 4,
  tensor: 5,
  graph: 6,
  floats: 7,
  integers: 8,
  graphs: 11,
  type: 20,
} as const;
export const TENSOR = {
  dims: 1,
  type: 2,
  floats: 4,
  integers: 5,
  longs: 7,
  name: 8,
  raw: 9,
  external: 13,
  location: 14,
} as const;
export const ENTRY = { key: 1, value: 2 } as const;
export const VALUE = { name: 1, type: 2 } as const;
/** TypeProto and TypeProto.Tensor, TensorShapeProto and its Dimension. */
export const TYPE = { tensor: 1, element: 1, shape: 2 } as const;
export const SHAPE = { dimension: 1, value: 1, name: 2 } as const;

/** TensorProto.DataType */
export const ELEMENT = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9, half: 10 } as const;
/** TensorProto.DataLocation */
export const EXTERNAL = 1;
/** AttributeProto.AttributeType */
export const INTEGER_ATTRIBUTE = 2;
