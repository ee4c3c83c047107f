/** Lists the backends of this device that may run an encoder. A measurement then chooses among them. */

import type { Backend, ImageEntry, Precision } from '#core/space';

/** Builds with half-float weights: without the feature `shader-f16` their shaders do not compile. */
const HALF: readonly Precision[] = ['fp16', 'q4f16'];

export async function backendCandidates({ backends, precision }: ImageEntry): Promise<Backend[]> {
  if (!backends.includes('webgpu') || isSafari()) return ['wasm'];
  // TypeScript's types of the DOM lack `navigator.gpu`.
  const { gpu } = navigator as unknown as { gpu?: { requestAdapter(): Promise<Adapter | null> } };
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (!adapter || (HALF.includes(precision) && !adapter.features.has('shader-f16'))) return ['wasm'];
  return ['wasm', 'webgpu'];
}

interface Adapter {
  features: ReadonlySet<string>;
}

/** Safari gets WASM alone: there the WebGPU build took four cores and 14 GB (onnxruntime issue 26827). */
function isSafari(): boolean {
  const { userAgent } = navigator;
  return /AppleWebKit/.test(userAgent) && !/Chrome|Chromium|Edg/.test(userAgent);
}
