/** The space in use and the one that is to take its place: read, changed, told. */

import type { Choice } from '#core/space';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { dropVectorsOf, readChoices, takeOver, writeChoices } from '#store/choices';
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

/** See `LibraryWorker.choose`. Nothing may be indexing meanwhile. */
export async function choose(choice: Choice): Promise<void> {
  await targetOf(choice);
  const { active, next } = await choices();
  if (next && next.space !== choice.space) await dropVectorsOf(next);
  if (choice.space === active.space) {
    // Builds of one space give comparable vectors: nothing has to be made anew.
    await writeChoices({ active: choice, next: null });
  } else {
    await writeChoices({ active, next: choice });
    // Nothing to fill: it takes over at once.
    if ((await allPhotoNos()).length === 0) return finishChange(choice);
  }
  await tellChoices();
}

/** The next space is complete. */
export async function finishChange(next: Choice): Promise<void> {
  await takeOver(next);
  await tellChoices();
}

async function tellChoices(): Promise<void> {
  tell({ type: 'choices', choices: await choices() });
}
