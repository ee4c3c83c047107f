/** Hashes the model files now and then: a few bytes that the disk has changed give wrong vectors, and no error. */

import type { EncoderId } from '#core/space';
import { damageOf } from '#store/model-files';
import { setting, updateSetting } from '#store/settings';
import { withLock } from '#workers/shared/locks';
import { type AnyEncoder, presenceOf } from './presence';

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** Whatever is opened with the app has the disk and the processor to itself first. */
const AFTER_OPENING_MS = 30_000;

/** @param mend is called for each encoder of which a file is damaged */
export async function checkNowAndThen(
  encoders: () => readonly AnyEncoder[],
  mend: (id: EncoderId) => Promise<void>,
  wait = AFTER_OPENING_MS,
): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, wait));
  // Without a network, one that still opens is better than none.
  if (!navigator.onLine) return;
  await withLock('mitsuke-check-files', async () => {
    const now = Date.now();
    const checked = await setting('filesChecked');
    // A clock that was set back does not put it off.
    if (checked !== undefined && Math.abs(now - checked) < WEEK_MS) return;
    await updateSetting('filesChecked', () => now);
    // What was just downloaded was hashed then.
    if (checked === undefined) return;
    for (const encoder of encoders()) {
      if ((await presenceOf(encoder)).state === 'ready' && (await damageOf(encoder))) await mend(encoder.id);
    }
  }).catch((error) => console.warn('The model files were not checked:', error));
}
