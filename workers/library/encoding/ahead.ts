/** Opens the encoder before there are photos for it, so that the first of them need not wait. */

import { DEFAULT_CHOICE } from '#models/default-choice';
import { queueCounts } from '#store/queue';
import { livingTabs } from '../sources/tabs';
import { isHere, type Target, targetNow } from './target';
import type { TargetEncoding } from './target-encoding';

/**
 * Without files that are expected, opens that of an empty library alone, and of the first model: another one takes too
 * much memory to be opened for nothing. Of several tabs none does, because nobody knows which one gets the photos. Never
 * rejects.
 * @param expected whether the user chooses files in this tab
 * @returns whether the encoder is open
 */
export async function openAhead(encoder: Pick<TargetEncoding, 'for'>, expected: boolean): Promise<boolean> {
  try {
    const target = await targetNow();
    if (!(expected || (await isFirst(target))) || !(await isHere(target))) return false;
    await encoder.for(target).ready();
    return true;
  } catch (error) {
    console.warn('The encoder was not opened ahead:', error);
    return false;
  }
}

async function isFirst({ space }: Target): Promise<boolean> {
  const { done, failed, waiting } = await queueCounts();
  const isEmpty = done + failed + waiting === 0;
  return isEmpty && space.id === DEFAULT_CHOICE.space && (await livingTabs()).size === 1;
}
