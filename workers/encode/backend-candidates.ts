/** Lists the backends of this device that may run an encoder. A measurement then chooses among them. */

import { gpuFeatures, hasHalfFloats } from '#core/gpu';
import type { Backend, ImageEntry, Precision } from '#core/space';

/** Builds with half-float weights. */
const HALF: readonly Precision[] = ['fp16', 'q4f16'];

export async function backendCandidates({ backends, precision }: ImageEntry): Promise<Backend[]> {
  const candidates: Backend[] = ['wasm'];
  if (backends.includes('tower')) candidates.push('tower');
  if (!backends.includes('webgpu')) return candidates;
  const usable = HALF.includes(precision) ? await hasHalfFloats() : (await gpuFeatures()) !== null;
  return usable ? [...candidates, 'webgpu'] : candidates;
}
