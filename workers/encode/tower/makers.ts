/** Finds what made a value of a graph. */

import type { Constant, Graph, Operation } from './graph';

export class Makers {
  protected readonly constants: ReadonlyMap<string, Constant>;
  private readonly makers = new Map<string, Operation>();

  constructor({ operations, constants }: Graph) {
    this.constants = constants;
    for (const operation of operations) {
      for (const name of operation.outputs) this.makers.set(name, operation);
    }
  }

  /** The operation that made the value; null if it is none of these. */
  protected maker(name: string | undefined, ...operators: string[]): Operation | null {
    const operation = this.makers.get(name ?? '');
    return operation && operators.includes(operation.operator) ? operation : null;
  }

  /** The value of a constant that is one float. */
  protected scalar(name: string | undefined): number | null {
    const constant = this.constants.get(name ?? '');
    return constant?.type === 'float' && constant.data.length === 1 ? (constant.data[0] as number) : null;
  }

  /** Whether it is a constant row: scale, gain or bias of each column. */
  protected isRow(name: string | undefined): name is string {
    const constant = this.constants.get(name ?? '');
    return constant?.type === 'float' && constant.dims.length === 1;
  }

  /** The two inputs of a commutative operation, in both orders. */
  protected ways({ inputs }: Operation): [string, string][] {
    const [a = '', b = ''] = inputs;
    return inputs.length === 2
      ? [
          [a, b],
          [b, a],
        ]
      : [];
  }

  /** Whether another operation calculates the same: some exports repeat the subtraction. */
  protected isSame(name: string | undefined, { operator, inputs }: Operation): boolean {
    const other = this.maker(name, operator);
    return other?.inputs.every((input, i) => input === inputs[i]) ?? false;
  }
}
