/**
 * What photos are encoded for. The user's choice names a space and a build of its image encoder; the target
 * is these two as catalogue entries; it is ready once the preprocessing of its pictures is known.
 *
 * Search answers from the active space. During a change there is a next space, which is filled until it takes
 * over. Photos are encoded for the next space if there is one.
 */

import { Problem } from '#core/errors';
import {
  type Choice,
  type Choices,
  type ChoicesHere,
  fileKey,
  type ImageEntry,
  type Preprocessing,
  type Space,
} from '#core/space';
import { findSpace } from '#models/catalogue';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { isRetired } from '#models/retired';
import { dropSpaces, readChoices, takeOver, updateChoices } from '#store/choices';
import { confirmedFiles, damageOf, preprocessingOf } from '#store/model-files';
import { allPhotoNos } from '#store/photos';
import { ownSpaces } from '#store/settings';
import { tellDamage } from '#workers/shared/damage';
import { tell } from '../events';
import { choicesHere, isUnknown } from './choices-here';

export interface Target {
  space: Space;
  encoder: ImageEntry;
}

/** A target that pictures can be prepared for. */
export interface ReadyTarget extends Target {
  preprocessing: Preprocessing;
}

export async function choices(): Promise<ChoicesHere> {
  return choicesHere(await readChoices(DEFAULT_CHOICE), await ownSpaces());
}

/** See `LibraryWorker.choose`. This tab's indexer must be stopped meanwhile. */
export async function choose(choice: Choice): Promise<void> {
  await targetOf(choice);
  const own = await ownSpaces();
  const change = (stored: Choices): Choices =>
    // Builds of one space give comparable vectors: nothing has to be re-encoded.
    choice.space === choicesHere(stored, own).active.space
      ? { active: choice, next: null }
      : { active: stored.active, next: choice };
  const { next } = await updateChoices(DEFAULT_CHOICE, change, isUnknown(own));
  // There is nothing to fill, so it takes over at once.
  if (next && (await allPhotoNos()).length === 0) await takeOver(next, isUnknown(own));
  await tellChoices();
}

/**
 * Makes the next space, which is complete, the active one.
 * @returns false if another tab has cancelled the change meanwhile
 */
export async function finishChange(next: Choice): Promise<boolean> {
  const done = await takeOver(next, isUnknown(await ownSpaces()));
  await tellChoices();
  return done;
}

/** Deletes vectors and choices of spaces that no build knows any more. Every photo must be in the active space. */
export async function dropRetired(): Promise<void> {
  const own = await ownSpaces();
  await dropSpaces((space) => isRetired(space, own));
}

/** @throws Problem `model-unsupported` if the catalogue does not have the encoder, or no longer */
export async function targetOf(choice: Choice): Promise<Target> {
  const space = findSpace(choice.space, await ownSpaces());
  const encoder = space?.images.find(({ id }) => id === choice.image);
  if (!space || !encoder) throw new Problem('model-unsupported', `There is no encoder "${choice.image}".`);
  return { space, encoder };
}

/** Returns what photos are encoded for at present. @throws Problem `model-unsupported` */
export async function targetNow(): Promise<Target> {
  const { active, next } = await choices();
  return targetOf(next ?? active);
}

/**
 * Adds the encoder's preprocessing, for an encoder that is about to be opened. Its files must be here: else a worker
 * would be started, begin to fetch the runtime, and be ended at once.
 * @throws Problem `model-missing`, `model-damaged`, `model-unsupported`
 */
export function readied(target: Target): Promise<ReadyTarget> {
  return orItsDamage(target, async () => {
    if (!(await isHere(target))) throw new Problem('model-missing', `${target.encoder.id} is not here.`);
    return { ...target, preprocessing: await preprocessingOf(target.encoder) };
  });
}

/**
 * Adds the encoder's preprocessing, for a box to be checked: its file is small and arrives long before the weights.
 * @throws Problem `model-missing`, `model-damaged`, `model-unsupported`
 */
export function described(target: Target): Promise<ReadyTarget> {
  return orItsDamage(target, async () => ({
    ...target,
    preprocessing: await preprocessingOf(target.encoder),
  }));
}

async function orItsDamage<T>({ encoder }: Target, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const damage = await damageOf(encoder);
    if (damage) tellDamage(encoder.id);
    throw damage ?? error;
  }
}

/** Whether all files of its image encoder are stored and confirmed. */
export async function isHere({ encoder }: Target): Promise<boolean> {
  const confirmed = await confirmedFiles();
  return encoder.files.every((file) => confirmed.has(fileKey(encoder.home, file)));
}

async function tellChoices(): Promise<void> {
  tell({ type: 'choices', choices: await choices() });
}
