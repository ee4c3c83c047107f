/**
 * What photos are encoded for. The user's choice names a space and a build of its image encoder; the target is
 * those two as the catalogue has them; it is ready once its files are here.
 *
 * There is one space in use, which search answers from, and there may be a next one, which is filled until it
 * takes over. Photos are encoded for the next one if there is one.
 */

import { Problem } from '#core/errors';
import { readPreprocessor } from '#core/preprocess';
import {
  type Choice,
  type Choices,
  fileKey,
  type ImageEntry,
  type Preprocessing,
  type Space,
} from '#core/space';
import { findSpace } from '#models/catalogue';
import { DEFAULT_CHOICE } from '#models/default-choice';
import { readChoices, takeOver, updateChoices } from '#store/choices';
import { confirmedFiles, readModelFile } from '#store/model-files';
import { allPhotoNos } from '#store/photos';
import { ownSpaces } from '#store/settings';
import { tell } from '../events';

export interface Target {
  space: Space;
  encoder: ImageEntry;
}

/** Pictures can be made for it: how its encoder wants them is known. */
export interface ReadyTarget extends Target {
  preprocessing: Preprocessing;
}

export function choices(): Promise<Choices> {
  return readChoices(DEFAULT_CHOICE);
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

/** @throws Problem `model-unsupported` if the catalogue (any more) has no such encoder */
export async function targetOf(choice: Choice): Promise<Target> {
  const space = findSpace(choice.space, await ownSpaces());
  const encoder = space?.images.find(({ id }) => id === choice.image);
  if (!space || !encoder) throw new Problem('model-unsupported', `There is no encoder "${choice.image}".`);
  return { space, encoder };
}

/** What photos are encoded for right now. @throws Problem `model-unsupported` */
export async function targetNow(): Promise<Target> {
  const { active, next } = await choices();
  return targetOf(next ?? active);
}

/** @throws Problem `model-missing`, `model-unsupported` */
export async function readied(target: Target): Promise<ReadyTarget> {
  return { ...target, preprocessing: await preprocessingOf(target.encoder) };
}

/** Whether all files of its image encoder are here. */
export async function isHere({ encoder }: Target): Promise<boolean> {
  const confirmed = await confirmedFiles();
  return encoder.files.every((file) => confirmed.has(fileKey(encoder.home, file)));
}

async function preprocessingOf({ home, files, preprocessing }: ImageEntry): Promise<Preprocessing> {
  if (typeof preprocessing !== 'string') return preprocessing;
  const file = files.find(({ path }) => path === preprocessing);
  if (!file) throw new Problem('model-unsupported', `The catalogue names no ${preprocessing}.`);
  return readPreprocessor(JSON.parse(await (await readModelFile(home, file)).text()));
}

async function tellChoices(): Promise<void> {
  tell({ type: 'choices', choices: await choices() });
}
