/** The settings of a backup: of the library, and of the page, which it neither knows nor checks. */

import type { LeaveOut } from '#core/photo';
import { allPhotoNos } from '#store/photos';
import { setting, updateSetting } from '#store/settings';
import { isText } from './checks';

export interface KeptSettings {
  leaveOut: LeaveOut;
  /** Absent if words are not read. */
  readsWords?: 'on' | 'paused';
  /** Set if searches are not remembered. */
  forgetful?: true;
  /** Preferences that the user has chosen in this browser, by name. */
  page: Record<string, string>;
}

export async function settingsHere(page: KeptSettings['page']): Promise<KeptSettings> {
  const [leaveOut = {}, readsWords, forgetful] = await Promise.all([
    setting('leaveOut'),
    setting('readsWords'),
    setting('forgetful'),
  ]);
  return { leaveOut, ...(readsWords && { readsWords }), ...(forgetful && { forgetful }), page };
}

/** Picks the known ones, each of its type. */
export function settingsIn(header: Record<string, unknown>): KeptSettings {
  const { readsWords, forgetful } = header;
  const { screenshots, icons } = (header.leaveOut ?? {}) as Record<string, unknown>;
  return {
    leaveOut: { ...(screenshots === true && { screenshots }), ...(icons === true && { icons }) },
    ...((readsWords === 'on' || readsWords === 'paused') && { readsWords }),
    ...(forgetful === true && { forgetful }),
    page: Object.fromEntries(Object.entries(header.page ?? {}).filter(([, value]) => isText(value))),
  };
}

/** What a change of settings takes, beside the setting itself. */
export interface Adopting {
  leaveOut: (kinds: LeaveOut) => Promise<void>;
  forgetSearches: () => Promise<void>;
  /** Called when words are to be read, or to wait. */
  wordsWanted: () => Promise<void>;
}

/**
 * Takes settings over. None that is off or unsaid in the file is turned off here: that would forget words.
 * @param all also those that the user has chosen here otherwise. Else only those that are still as they were at first,
 *   and only into a library without photos: nobody's photos leave the views because a file was read
 * @returns the page's part, for the page to take over by the same rule; null if none is to be taken
 */
export async function adoptSettings(
  kept: KeptSettings,
  all: boolean,
  { leaveOut, forgetSearches, wordsWanted }: Adopting,
): Promise<KeptSettings['page'] | null> {
  if (!all && (await allPhotoNos()).length > 0) return null;
  const here = await settingsHere({});
  const isNew = Object.keys(kept.leaveOut).length > 0 && (await setting('leaveOut')) === undefined;
  if (all || isNew) await leaveOut(kept.leaveOut);
  if (kept.readsWords && (all || !here.readsWords)) {
    await updateSetting('readsWords', () => kept.readsWords ?? null);
    await wordsWanted();
  }
  if (kept.forgetful && !here.forgetful) await forgetSearches();
  return kept.page;
}
