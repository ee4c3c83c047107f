/** Model on the NPU: opens, runs and closes it in the order that the libraries require. */

import { type Bytes, type Device, type DeviceFacts, given, type Tensor, takeBack } from '../device';
import { type Block, handleExtra, hardModeOf, ioRequest, npuAttr, readIoInfo } from './layout';
import type { AxLibrary } from './library';

/** Alignment of the NPU's memory in bytes. */
const ALIGN = 128;
/** Name of this process's memory in the board's list of allocations. */
const TOKEN = 'mitsuke';

/** Names of the VNPU modes (how the NPU is divided), by `eHardMode`. */
const VNPU = ['off', 'STD', 'BIG_LITTLE', 'LITTLE_BIG'];

export class Npu implements Device {
  readonly inputs: Tensor[];
  readonly outputs: Tensor[];
  readonly facts: DeviceFacts;
  private readonly memory = new Map<Tensor, Block & { view: Bytes }>();
  private readonly run: () => void;

  /**
   * @param model content of the file; may be released afterwards
   * @throws AxError of the first call that failed; everything is closed then
   */
  static open(library: AxLibrary, model: Uint8Array): Npu {
    const undo: (() => void)[] = [];
    try {
      return new Npu(library, model, undo);
    } catch (error) {
      takeBack(undo);
      throw error;
    }
  }

  /** @param undo receives the undo function of each completed step, in order */
  private constructor(
    private readonly library: AxLibrary,
    model: Uint8Array,
    private readonly undo: (() => void)[],
  ) {
    library.call('SYS_Init');
    undo.push(() => library.call('SYS_Deinit'));
    // The call fails if no process has started the NPU. Otherwise another process chose the mode: keep it.
    const attr = npuAttr();
    const hardMode = library.calls.ENGINE_GetVNPUAttr(attr) === 0 ? hardModeOf(attr) : 0;
    library.call('ENGINE_Init', npuAttr(hardMode));
    undo.push(() => library.call('ENGINE_Deinit'));
    const extra = handleExtra();
    const handle = given((out) => library.call('ENGINE_CreateHandleV2', out, model, model.length, extra));
    undo.push(() => library.call('ENGINE_DestroyHandle', handle));
    const context = given((out) => library.call('ENGINE_CreateContextV2', handle, out));
    const info = given((out) => library.call('ENGINE_GetIOInfo', handle, out));
    const { inputs, outputs } = readIoInfo(library, info);
    this.inputs = inputs;
    this.outputs = outputs;
    for (const tensor of [...inputs, ...outputs]) this.allocate(tensor);
    // Every run uses the same request, so it is built once.
    const block = (tensor: Tensor) => this.memory.get(tensor) as Block;
    const request = ioRequest(inputs.map(block), outputs.map(block), library.address);
    this.run = () => library.call('ENGINE_RunSyncV2', handle, context, request);
    this.facts = factsOf(library, handle, hardMode);
  }

  compute(fill: (input: Bytes) => void, output: Tensor, take: (bytes: Bytes) => void): void {
    const [input, result] = [this.memory.get(this.inputs[0] as Tensor), this.memory.get(output)];
    if (!input || !result) throw new Error('The NPU is closed.');
    fill(input.view);
    // The NPU does not see the processor's cache.
    this.library.call('SYS_MflushCache', input.phy, input.vir, input.bytes);
    this.run();
    this.library.call('SYS_MinvalidateCache', result.phy, result.vir, result.bytes);
    take(result.view);
  }

  close(): void {
    this.memory.clear();
    const [failure] = takeBack(this.undo);
    if (failure) throw failure;
  }

  private allocate(tensor: Tensor): void {
    const { library } = this;
    const { bytes } = tensor;
    const vir = new BigUint64Array(new ArrayBuffer(8));
    const phy = given((out) => library.call('SYS_MemAllocCached', out, vir, bytes, ALIGN, TOKEN));
    const block = { phy, vir: vir[0] as bigint, bytes };
    this.undo.push(() => library.call('SYS_MemFree', block.phy, block.vir));
    this.memory.set(tensor, { ...block, view: library.view(block.vir, bytes) });
  }
}

function factsOf(library: AxLibrary, handle: bigint, hardMode: number): DeviceFacts {
  const { version } = library;
  const compiler = library.toolsVersion(handle);
  const type = library.modelType(handle);
  const cmm = new Uint32Array(new ArrayBuffer(4));
  library.call('ENGINE_GetCMMUsage', handle, cmm);
  return {
    backend: 'axengine',
    versions: {
      ...(version !== null && { libax_engine: version }),
      ...(compiler !== null && { 'model compiled by': compiler }),
    },
    // Types 0, 1, 2 are compiled for 1, 2, 3 cores.
    modelType: `${type === null ? 'of unknown type' : `NPU${type + 1}`}, VNPU ${VNPU[hardMode] ?? hardMode}`,
    memory: cmm[0] as number,
  };
}
