/** Which backends of this device may run an encoder at all; a measurement decides among them. */

import type { Backend, ImageEntry, Precision } from '#core/space';

/** Builds whose weights are half floats: without the feature their shaders do not compile. */
const HALF: readonly Precision[] = ['fp16', 'q4f16'];

export async function offersOf({ backends, precision }: ImageEntry): Promise<Backend[]> {
  if (!backends.includes('webgpu') || isSafari()) return ['wasm'];
  // In Chromium's types, but not in TypeScript's.
  const { gpu } = navigator as unknown as { gpu?: { requestAdapter(): Promise<Adapter | null> } };
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (!adapter || (HALF.includes(precision) && !adapter.features.has('shader-f16'))) return ['wasm'];
  return ['wasm', 'webgpu'];
}

interface Adapter {
  features: ReadonlySet<string>;
}

/** On Safari the WebGPU build took four cores and 14 GB (onnxruntime issue 26827). */
function isSafari(): boolean {
  const { userAgent } = navigator;
  return /AppleWebKit/.test(userAgent) && !/Chrome|Chromium|Edg/.test(userAgent);
}
