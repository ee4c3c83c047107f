/** Opens the encoder of a library that is still empty, so that its first photos need not wait for it. */

import { DEFAULT_CHOICE } from '#models/default-choice';
import { queueCounts } from '#store/queue';
import { livingTabs } from '../sources/tabs';
import { isHere, targetNow } from './target';
import type { TargetEncoding } from './target-encoding';

/**
 * Opens the first model alone: another one takes too much memory to be opened for nothing. Of several tabs none does,
 * because nobody knows which one gets the photos. Never rejects.
 * @returns whether the encoder is open
 */
export async function openAhead(encoder: Pick<TargetEncoding, 'for'>): Promise<boolean> {
  try {
    const { done, failed, waiting } = await queueCounts();
    const target = await targetNow();
    if (done + failed + waiting > 0 || target.space.id !== DEFAULT_CHOICE.space) return false;
    if (!(await isHere(target)) || (await livingTabs()).size > 1) return false;
    await encoder.for(target).ready();
    return true;
  } catch (error) {
    console.warn('The encoder was not opened ahead:', error);
    return false;
  }
}
