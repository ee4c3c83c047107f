/** The space in use and the one that is to take its place: read, changed, told. */

import type { Choice } from '#core/space';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { readChoices, takeOver, updateChoices } from '#store/choices';
import { allPhotoNos } from '#store/photos';
import type { Choices } from '../contract';
import { tell } from '../events';
import { type Target, targetOf } from './target';

export function choices(): Promise<Choices> {
  return readChoices(DEFAULT_CHOICE);
}

/** What photos are encoded for: the next space where there is one. */
export async function targetFromStore(): Promise<Target> {
  const { active, next } = await choices();
  return targetOf(next ?? active);
}

/** See `LibraryWorker.choose`. Nothing may be indexing in this tab meanwhile. */
export async function choose(choice: Choice): Promise<void> {
  await targetOf(choice);
  const { next } = await updateChoices(DEFAULT_CHOICE, ({ active }) =>
    // Builds of one space give comparable vectors: nothing has to be made anew.
    choice.space === active.space ? { active: choice, next: null } : { active, next: choice },
  );
  // Nothing to fill: it takes over at once.
  if (next && (await allPhotoNos()).length === 0) await takeOver(next);
  await tellChoices();
}

/**
 * The next space is complete.
 * @returns false where another tab has called it off meanwhile
 */
export async function finishChange(next: Choice): Promise<boolean> {
  const done = await takeOver(next);
  await tellChoices();
  return done;
}

async function tellChoices(): Promise<void> {
  tell({ type: 'choices', choices: await choices() });
}
