/**
 * Image encoder on an AX650N card (PCIe, M.2) in another computer. The card has its own memory: pixels and
 * vectors are copied, and pointers to it are invalid here. The runtime binds the device to a thread, so all
 * calls are made on one thread.
 */

import {
  type Bytes,
  type DataType,
  type Device,
  type DeviceFacts,
  given,
  type Tensor,
  takeBack,
} from '../device';
import { DeviceEncoder } from '../device-encoder';
import type { EncoderOptions } from '../encoder';
import type { Contract } from '../fit';
import { type AxclLibrary, loadAxcl } from './library';

/** Values of axcl_rt's enums, which differ from those of libax_engine. */
const DATA_TYPES: Record<number, DataType> = { 4: 'u8', 15: 'f32' };
const TO_CARD = 1;
const TO_HOST = 2;
const NORMAL_MEMORY = 2;
const VNPU_OFF = 0;
const DEVICES = 256;
const DIMENSIONS = 32;
/** Index of a model's set of shapes; image encoders have only one. */
const GROUP = 0;

/** @throws Error with a readable message; everything is closed then */
export async function openAxcl(
  { model, npuLib }: Pick<EncoderOptions, 'model' | 'npuLib'>,
  contract: Contract,
): Promise<DeviceEncoder> {
  const library = await loadAxcl(npuLib);
  const undo: (() => void)[] = [];
  try {
    return new DeviceEncoder(new Card(library, model, undo), contract);
  } catch (error) {
    takeBack(undo);
    throw error;
  }
}

class Card implements Device {
  readonly inputs: Tensor[];
  readonly outputs: Tensor[];
  readonly facts: DeviceFacts;
  /** Buffers on the card, each with its copy in host memory. */
  private readonly memory = new Map<Tensor, { card: bigint; here: Bytes }>();
  private readonly run: () => void;

  /** @param undo receives the undo function of each completed step, in order */
  constructor(
    private readonly library: AxclLibrary,
    path: string,
    private readonly undo: (() => void)[],
  ) {
    library.call('axclInit', null);
    undo.push(() => library.call('axclFinalize'));
    const devices = new Int32Array(new ArrayBuffer((1 + DEVICES) * 4));
    library.call('axclrtGetDeviceList', devices);
    if (devices[0] === 0) throw new Error('There is no AX650N card in this computer.');
    const device = devices[1] as number;
    library.call('axclrtSetDevice', device);
    undo.push(() => library.call('axclrtResetDevice', device));
    this.startEngine();
    const model = given((out) => library.call('axclrtEngineLoadFromFile', path, out));
    undo.push(() => library.call('axclrtEngineUnload', model));
    const context = given((out) => library.call('axclrtEngineCreateContext', model, out));
    const info = given((out) => library.call('axclrtEngineGetIOInfo', model, out));
    this.inputs = this.tensors('Input', info);
    this.outputs = this.tensors('Output', info);
    const io = given((out) => library.call('axclrtEngineCreateIO', info, out));
    undo.push(() => library.call('axclrtEngineDestroyIO', io));
    this.allocate('Input', this.inputs, io);
    this.allocate('Output', this.outputs, io);
    this.run = () => library.call('axclrtEngineExecute', model, context, GROUP, io);
    const compiler = library.ask('axclrtEngineGetModelCompilerVersion', model);
    const versions = { ...(typeof compiler === 'string' && { 'model compiled by': compiler }) };
    this.facts = { backend: 'axcl', versions, modelType: null, memory: null };
  }

  compute(fill: (input: Bytes) => void, output: Tensor, take: (bytes: Bytes) => void): void {
    const [input, result] = [this.memory.get(this.inputs[0] as Tensor), this.memory.get(output)];
    if (!input || !result) throw new Error('The card is closed.');
    fill(input.here);
    this.library.call('axclrtMemcpy', input.card, input.here, input.here.length, TO_CARD);
    this.run();
    this.library.call('axclrtMemcpy', result.here, result.card, result.here.length, TO_HOST);
    take(result.here);
  }

  close(): void {
    this.memory.clear();
    const [failure] = takeBack(this.undo);
    if (failure) throw failure;
  }

  private startEngine(): void {
    try {
      this.library.call('axclrtEngineInit', VNPU_OFF);
      this.undo.push(() => this.library.call('axclrtEngineFinalize'));
    } catch (error) {
      // The kind can be read if another process has started the engine; then it is not ours to finalise.
      const kind = new Int32Array(new ArrayBuffer(4));
      try {
        this.library.call('axclrtEngineGetVNpuKind', kind);
      } catch {
        throw error;
      }
    }
  }

  private tensors(side: 'Input' | 'Output', info: bigint): Tensor[] {
    const { library } = this;
    const count = Number(library.ask(`axclrtEngineGetNum${side}s`, info));
    return Array.from({ length: count }, (_, i) => {
      const [dims, type] = [
        new Int32Array(new ArrayBuffer((1 + DIMENSIONS) * 4)),
        new Int32Array(new ArrayBuffer(4)),
      ];
      library.call(`axclrtEngineGet${side}Dims`, info, GROUP, i, dims);
      library.call(`axclrtEngineGet${side}DataType`, info, i, type);
      return {
        name: String(library.ask(`axclrtEngineGet${side}NameByIndex`, info, i)),
        shape: [...dims.subarray(1, 1 + (dims[0] as number))],
        dtype: DATA_TYPES[type[0] as number] ?? `type ${type[0] as number}`,
        bytes: Number(library.ask(`axclrtEngineGet${side}SizeByIndex`, info, GROUP, i)),
        colour: null,
        dense: true,
      };
    });
  }

  private allocate(side: 'Input' | 'Output', tensors: readonly Tensor[], io: bigint): void {
    tensors.forEach((tensor, i) => {
      const card = given((out) => this.library.call('axclrtMalloc', out, tensor.bytes, NORMAL_MEMORY));
      this.undo.push(() => this.library.call('axclrtFree', card));
      this.library.call(`axclrtEngineSet${side}BufferByIndex`, io, i, card, tensor.bytes);
      this.memory.set(tensor, { card, here: new Uint8Array(new ArrayBuffer(tensor.bytes)) });
    });
  }
}
