/** Binding of libax_sys.so and libax_engine.so. Calls are synchronous, on the calling thread. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AxError } from './codes';
import type { Reader } from './layout';

/** Folders of the libraries on boards. */
const FOLDERS = ['/soc/lib', '/opt/lib', '/usr/lib'];
/** The engine depends on the other two. They are loaded first, so that it finds them in any folder. */
const [SYS, INTERPRETER, ENGINE] = ['libax_sys.so', 'libax_interpreter.so', 'libax_engine.so'];

/** Pointer argument: an address, or a buffer of this process. */
type Pointer = bigint | Uint8Array | BigUint64Array | Uint32Array;
type Call<Arguments extends unknown[]> = (...given: Arguments) => number;

/** Library functions in use, by name without `AX_`. All return 0 on success. */
export interface AxCalls {
  SYS_Init: Call<[]>;
  SYS_Deinit: Call<[]>;
  SYS_MemAllocCached: Call<[phy: Pointer, vir: Pointer, bytes: number, align: number, token: string]>;
  SYS_MemFree: Call<[phy: bigint, vir: bigint]>;
  SYS_MflushCache: Call<[phy: bigint, vir: bigint, bytes: number]>;
  SYS_MinvalidateCache: Call<[phy: bigint, vir: bigint, bytes: number]>;
  ENGINE_Init: Call<[attr: Pointer]>;
  ENGINE_GetVNPUAttr: Call<[attr: Pointer]>;
  ENGINE_Deinit: Call<[]>;
  ENGINE_CreateHandleV2: Call<[handle: Pointer, model: Pointer, bytes: number, extra: Pointer]>;
  ENGINE_DestroyHandle: Call<[handle: bigint]>;
  ENGINE_CreateContextV2: Call<[handle: bigint, context: Pointer]>;
  ENGINE_GetIOInfo: Call<[handle: bigint, info: Pointer]>;
  ENGINE_RunSyncV2: Call<[handle: bigint, context: bigint, io: Pointer]>;
  ENGINE_GetCMMUsage: Call<[handle: bigint, info: Pointer]>;
}

const SIGNATURES: Record<keyof AxCalls, string> = {
  SYS_Init: '',
  SYS_Deinit: '',
  SYS_MemAllocCached: 'void *phy, void *vir, uint32_t size, uint32_t align, const char *token',
  SYS_MemFree: 'uint64_t phy, void *vir',
  SYS_MflushCache: 'uint64_t phy, void *vir, uint32_t size',
  SYS_MinvalidateCache: 'uint64_t phy, void *vir, uint32_t size',
  ENGINE_Init: 'void *attr',
  ENGINE_GetVNPUAttr: 'void *attr',
  ENGINE_Deinit: '',
  ENGINE_CreateHandleV2: 'void *handle, void *model, uint32_t size, void *extra',
  ENGINE_DestroyHandle: 'void *handle',
  ENGINE_CreateContextV2: 'void *handle, void *context',
  ENGINE_GetIOInfo: 'void *handle, void *info',
  ENGINE_RunSyncV2: 'void *handle, void *context, void *io',
  ENGINE_GetCMMUsage: 'void *handle, void *info',
};

export interface AxLibrary extends Reader {
  calls: AxCalls;
  /** @throws AxError unless the function returns 0 */
  call<Name extends keyof AxCalls>(name: Name, ...given: Parameters<AxCalls[Name]>): void;
  address(memory: Uint8Array): bigint;
  /** Maps memory of the library without a copy: reading it after it was freed crashes the process. */
  view(address: bigint, bytes: number): Uint8Array<ArrayBuffer>;
  /** Version of the engine; null if this release does not report it. */
  version: string | null;
  /** Version of the tools that compiled the model; null if this release does not report it. */
  toolsVersion(handle: bigint): string | null;
  /** Model type (0, 1, 2: for 1, 2, 3 cores); null if this release does not report it. */
  modelType(handle: bigint): number | null;
}

/**
 * @param folder with the libraries; null for the folders of boards
 * @throws Error that says what is missing
 */
export async function loadLibrary(folder: string | null): Promise<AxLibrary> {
  const { default: koffi } = await import('koffi');
  const folders = folder === null ? FOLDERS : [folder];
  const found = folders.find((each) => existsSync(join(each, SYS)) && existsSync(join(each, ENGINE)));
  if (!found) {
    throw new Error(
      `${SYS} and ${ENGINE} are not in ${folders.join(', ')}. They belong to the board's system; --npu-lib names their folder.`,
    );
  }
  const load = (name: string) => {
    try {
      return koffi.load(join(found, name));
    } catch (error) {
      throw new Error(
        `${join(found, name)} cannot be loaded: ${(error as Error).message}. If it names another library, LD_LIBRARY_PATH must hold that one's folder.`,
      );
    }
  };
  const sys = load(SYS);
  if (existsSync(join(found, INTERPRETER))) load(INTERPRETER);
  const engine = load(ENGINE);
  const bind = (name: string) => {
    const signature = SIGNATURES[name as keyof AxCalls];
    return (name.startsWith('SYS') ? sys : engine).func(`int32_t AX_${name}(${signature})`);
  };
  const calls = Object.fromEntries(Object.keys(SIGNATURES).map((name) => [name, bind(name)]));
  // koffi returns untyped functions, so the signatures above are the only guarantee.
  const bound = calls as unknown as AxCalls;
  const optional = (definition: string) => {
    try {
      return engine.func(definition);
    } catch {
      return null;
    }
  };
  const typeOf = optional('int32_t AX_ENGINE_GetHandleModelType(void *handle, void *type)');
  return {
    calls: bound,
    call(name, ...given) {
      const code = (bound[name] as Call<unknown[]>)(...given);
      if (code !== 0) throw new AxError(`AX_${name}`, code);
    },
    address: (memory) => koffi.address(memory),
    view: (address, bytes) => new Uint8Array(koffi.view(address, bytes)),
    bytes: (address, length) => new DataView(koffi.view(address, length).slice(0)),
    text: (address) => koffi.decode.string(address),
    version: optional('const char *AX_ENGINE_GetVersion()')?.() ?? null,
    toolsVersion: (handle) =>
      optional('const char *AX_ENGINE_GetModelToolsVersion(void *handle)')?.(handle) ?? null,
    modelType(handle) {
      const type = new Uint32Array(new ArrayBuffer(4));
      return typeOf && typeOf(handle, type) === 0 ? (type[0] as number) : null;
    },
  };
}
