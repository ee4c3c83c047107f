/** Binding of libaxcl_rt.so, the runtime of AX650N cards. Calls are synchronous, on the calling thread. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AxError } from '../axengine/codes';

const FOLDERS = ['/usr/lib/axcl', '/usr/lib'];
const LIBRARY = 'libaxcl_rt.so';

/** Functions that return 0 on success, with their arguments. */
const CALLS = {
  axclInit: 'const char *config',
  axclFinalize: '',
  axclrtGetDeviceList: 'void *list',
  axclrtSetDevice: 'int32_t device',
  axclrtResetDevice: 'int32_t device',
  axclrtEngineInit: 'int32_t vnpu',
  axclrtEngineGetVNpuKind: 'void *vnpu',
  axclrtEngineFinalize: '',
  axclrtEngineLoadFromFile: 'const char *path, void *model',
  axclrtEngineUnload: 'uint64_t model',
  axclrtEngineCreateContext: 'uint64_t model, void *context',
  axclrtEngineGetIOInfo: 'uint64_t model, void *info',
  axclrtEngineGetInputDims: 'void *info, uint32_t group, uint32_t index, void *dims',
  axclrtEngineGetOutputDims: 'void *info, uint32_t group, uint32_t index, void *dims',
  axclrtEngineGetInputDataType: 'void *info, uint32_t index, void *type',
  axclrtEngineGetOutputDataType: 'void *info, uint32_t index, void *type',
  axclrtEngineCreateIO: 'void *info, void *io',
  axclrtEngineDestroyIO: 'void *io',
  axclrtEngineSetInputBufferByIndex: 'void *io, uint32_t index, void *memory, uint64_t size',
  axclrtEngineSetOutputBufferByIndex: 'void *io, uint32_t index, void *memory, uint64_t size',
  axclrtEngineExecute: 'uint64_t model, uint64_t context, uint32_t group, void *io',
  axclrtMalloc: 'void *memory, size_t size, int32_t policy',
  axclrtFree: 'void *memory',
  axclrtMemcpy: 'void *to, void *from, size_t size, int32_t kind',
} as const;

/** Functions that return their answer. */
const QUESTIONS = {
  axclrtEngineGetNumInputs: 'uint32_t (void *info)',
  axclrtEngineGetNumOutputs: 'uint32_t (void *info)',
  axclrtEngineGetInputSizeByIndex: 'uint64_t (void *info, uint32_t group, uint32_t index)',
  axclrtEngineGetOutputSizeByIndex: 'uint64_t (void *info, uint32_t group, uint32_t index)',
  axclrtEngineGetInputNameByIndex: 'const char *(void *info, uint32_t index)',
  axclrtEngineGetOutputNameByIndex: 'const char *(void *info, uint32_t index)',
  axclrtEngineGetModelCompilerVersion: 'const char *(uint64_t model)',
} as const;

export interface AxclLibrary {
  /** @throws AxError unless the function returns 0 */
  call(name: keyof typeof CALLS, ...given: unknown[]): void;
  ask(name: keyof typeof QUESTIONS, ...given: unknown[]): number | bigint | string | null;
}

/**
 * @param folder with the library; null for the driver's folders
 * @throws Error that says what is missing
 */
export async function loadAxcl(folder: string | null): Promise<AxclLibrary> {
  const { default: koffi } = await import('koffi');
  const folders = folder === null ? FOLDERS : [folder];
  const found = folders.find((each) => existsSync(join(each, LIBRARY)));
  if (!found) {
    throw new Error(
      `${LIBRARY} is not in ${folders.join(', ')}. It comes with the card's driver (AXCL); --npu-lib names its folder.`,
    );
  }
  const library = koffi.load(join(found, LIBRARY));
  const calls = new Map(
    Object.entries(CALLS).map(([name, given]) => [name, library.func(`int32_t ${name}(${given})`)]),
  );
  const questions = new Map(
    Object.entries(QUESTIONS).map(([name, shape]) => [name, library.func(shape.replace('(', ` ${name}(`))]),
  );
  return {
    call(name, ...given) {
      const code = calls.get(name)?.(...given) as number;
      if (code !== 0) throw new AxError(name, code);
    },
    ask: (name, ...given) => questions.get(name)?.(...given),
  };
}
