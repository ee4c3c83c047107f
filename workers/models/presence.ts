/** The presence of each encoder according to the store; `installing.ts` posts downloads in progress. */

import { bytesOf, fileKey, type ImageEntry, type TextEntry } from '#core/space';
import { partsOf, storedFile } from '#store/model-files';
import { openChannel } from '#workers/shared/channel';
import { MODELS_EVENTS, type Presence } from './contract';

export type AnyEncoder = ImageEntry | TextEntry;

/** `tell` posts to this tab's page and workers and to all other tabs; `hear` receives from other tabs. */
export const { tell, hear } = openChannel(MODELS_EVENTS);

export async function presenceOf(encoder: AnyEncoder): Promise<Presence> {
  const pins = [];
  let loaded = 0;
  let whole = 0;
  for (const file of encoder.files) {
    const key = fileKey(encoder.home, file);
    const stored = await storedFile(key);
    if (stored && !stored.confirmed)
      pins.push({ path: file.path, bytes: stored.bytes, sha256: stored.sha256 });
    if (stored) whole++;
    loaded += stored?.bytes ?? (await partsOf(key)).bytes;
  }
  if (whole < encoder.files.length) return loaded > 0 ? { state: 'begun', loaded } : { state: 'absent' };
  return pins.length > 0 ? { state: 'unconfirmed', pins } : { state: 'ready' };
}

/** Bytes of all its files; null if some size is unknown. */
export function totalOf(encoder: AnyEncoder): number | null {
  return encoder.files.every(({ bytes }) => bytes !== null) ? bytesOf([encoder]) : null;
}
