/** What this browser's WebGPU can be used for. */

interface Gpu {
  requestAdapter(): Promise<{ features: ReadonlySet<string> } | null>;
}

/**
 * Returns the features of the graphics processor; null if there is none, or if it must not be used. Safari must not:
 * there the WebGPU build of onnxruntime took four cores and 14 GB (onnxruntime issue 26827).
 */
export async function gpuFeatures(): Promise<ReadonlySet<string> | null> {
  if (isSafari()) return null;
  // TypeScript's types of the DOM lack `navigator.gpu`.
  const { gpu } = navigator as unknown as { gpu?: Gpu };
  const adapter = await gpu?.requestAdapter().catch(() => null);
  return adapter?.features ?? null;
}

/** Whether shaders with half floats compile here. */
export async function hasHalfFloats(): Promise<boolean> {
  return (await gpuFeatures())?.has('shader-f16') ?? false;
}

function isSafari(): boolean {
  const { userAgent } = navigator;
  return /AppleWebKit/.test(userAgent) && !/Chrome|Chromium|Edg/.test(userAgent);
}
