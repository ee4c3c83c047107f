/** What this browser's WebGPU can be used for. */

/**
 * Returns the graphics processor; null if there is none, or if it must not be used. Safari's must not: there the WebGPU
 * build of onnxruntime took four cores and 14 GB (onnxruntime issue 26827).
 */
export async function gpuAdapter(): Promise<GPUAdapter | null> {
  if (isSafari()) return null;
  const { gpu }: { gpu?: GPU } = navigator;
  return (await gpu?.requestAdapter().catch(() => null)) ?? null;
}

/** Returns the features of the graphics processor; null if there is none to use. */
export async function gpuFeatures(): Promise<ReadonlySet<string> | null> {
  return (await gpuAdapter())?.features ?? null;
}

/** Whether shaders with half floats compile here. */
export async function hasHalfFloats(): Promise<boolean> {
  return (await gpuFeatures())?.has('shader-f16') ?? false;
}

/** Whether the processor computes what the graphics processor should: Chromium's, Mesa's and Windows' stand-ins do. */
export function isSoftware({ info }: { info?: Partial<GPUAdapterInfo> }): boolean {
  const names = [info?.vendor, info?.architecture, info?.device, info?.description].join(' ');
  return info?.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|basic render/i.test(names);
}

function isSafari(): boolean {
  const { userAgent } = navigator;
  return /AppleWebKit/.test(userAgent) && !/Chrome|Chromium|Edg/.test(userAgent);
}
