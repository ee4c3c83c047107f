/** Makes the 8-bit build of an image encoder from its files in the store. */

import { Problem } from '#core/errors';
import { sha256 } from '#core/hash';
import { holdsWeightsOf, type ImageEntry } from '#core/space';
import { filesOf } from './files';
import { ownTower } from './image-encoder';
import { quantiseGraph } from './onnx/quantise-graph';

/**
 * Returns the build's graph.
 * @param progress called with the share of the matrices that are done, 0..1
 * @throws Problem `model-missing`, `model-damaged`, `model-unsupported`
 */
export async function makeBuild(
  source: ImageEntry,
  progress: (share: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes } = filesOf(source);
  const external = new Map<string, Uint8Array>();
  let graph: Uint8Array<ArrayBuffer> | undefined;
  for (const { path, sha256: wanted } of source.files) {
    if (path !== source.graph && !holdsWeightsOf(path, source.graph)) continue;
    const content = await bytes(path);
    // Damage in the source would be in the build for good.
    if (wanted !== null && (await sha256(content)) !== wanted) {
      throw new Problem('model-damaged', `${path} is not the file that the catalogue names.`);
    }
    if (path === source.graph) graph = content;
    else external.set(path.split('/').at(-1) as string, content);
  }
  if (!graph) throw new Problem('model-unsupported', `${source.id} has no graph.`);
  return quantiseGraph(ownTower(graph, source), external, progress);
}
