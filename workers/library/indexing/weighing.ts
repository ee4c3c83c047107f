/** Decides whether a waiting video is the clip of the still beside it. */

import { type ClipFacts, isClipOf } from '#core/live-photo';
import { noteApart, stillAt } from '#store/clips';
import type { QueuedFile } from '#store/schema';
import type { DecodePool } from './decode-pool';

/**
 * Returns what the commit needs to know of a clip; null if the video is a photo of its own. A still that waits may have
 * an identifier that is not known yet: then the video is most likely its clip, and the commit has the last word.
 */
export async function weigh(
  file: QueuedFile,
  video: Blob,
  decoders: Pick<DecodePool, 'clipFacts'>,
): Promise<ClipFacts | null> {
  const { source, still: path } = file;
  const still = path === undefined ? undefined : await stillAt(source, path);
  // Without a photo beside it, it is none's clip. It is weighed again when there is one.
  if (!still) return null;
  const facts = await decoders.clipFacts(video);
  if (facts && (still === 'waiting' ? mayBeClip(facts) : isClipOf(facts, still) && !still.video))
    return facts;
  await noteApart(file);
  return null;
}

function mayBeClip(facts: ClipFacts): boolean {
  return facts.contentId !== undefined || isClipOf(facts, {});
}
