/**
 * The weights of a graph in a memory: what its programs share, whatever the dimensions of their inputs. They are packed
 * once, and the graph's own copy is then not needed.
 */

import { type Constant, unsupported } from './graph';
import { type Loader, MARGIN, up } from './memory';
import type { Buffer } from './views';

/** How a part of a graph becomes weights. */
interface Packing {
  bytes: number;
  /** Bytes at `scratch` that writing needs. */
  scratchBytes?: number;
  write(loader: Loader, at: number, scratch: number): void;
  /** The constant that nothing else of the graph may need afterwards. */
  matrix?: Constant;
}

export class Weights {
  private readonly known = new Map<object, Map<string, Buffer>>();
  private readonly packings: { packing: Packing; buffer: Buffer }[] = [];
  private readonly packed = new Set<Constant>();
  private isFilled = false;
  /** Address behind them. */
  end = MARGIN;

  /**
   * The buffer made of a part of the graph, an operation or a constant; the same for every program.
   * @param name tells several of one part from each other
   * @param packing called the first time
   * @throws Problem `model-unsupported` for what the first program did not need
   */
  of(part: object, name: string, packing: () => Packing): Buffer {
    const named = this.known.get(part) ?? new Map<string, Buffer>();
    const known = named.get(name);
    if (known) return known;
    if (this.isFilled) throw unsupported('weights that only some inputs need');
    const how = packing();
    const buffer = { bytes: how.bytes, fixed: true, at: this.end };
    this.end = up(this.end + how.bytes);
    this.packings.push({ packing: how, buffer });
    this.known.set(part, named.set(name, buffer));
    return buffer;
  }

  /** Bytes of a memory that `fill` needs: for them, and for work behind them. */
  get packedBytes(): number {
    const work = this.packings.map(({ packing: { scratchBytes = 0 } }) => scratchBytes);
    return this.end + Math.max(0, ...work) + MARGIN;
  }

  /** Packs all that the first program needs. */
  fill(loader: Loader): void {
    for (const { packing, buffer } of this.packings) {
      packing.write(loader, buffer.at, this.end);
      if (packing.matrix) this.packed.add(packing.matrix);
    }
    this.packings.length = 0;
    this.isFilled = true;
  }

  /** The constants without the matrices that are packed: a file of them is then free. */
  without(constants: ReadonlyMap<string, Constant>): Map<string, Constant> {
    return new Map(
      Array.from(constants, ([name, each]) => [name, this.packed.has(each) ? spent(each) : each] as const),
    );
  }
}

function spent({ type, dims }: Constant): Constant {
  return {
    type,
    dims,
    get data(): never {
      throw unsupported('weights that are also calculated with');
    },
  };
}
