// What stays in floats, in AssemblyScript: products of attention, norms, softmax, activations, elementwise operators.
// It allocates nothing. Every function does a range of its units (`first`..`last`, `last` excluded), so that threads can
// share them; strides are in floats.

export * from './constants.as';
export { binary, unary } from './elementwise.as';
export { matmul, packFloats } from './matmul.as';
export { copy, gather } from './moves.as';
export { norm, reduce, softmax } from './rows.as';
