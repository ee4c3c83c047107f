/** What photos are encoded for right now: a space, and the build of its image encoder. */

import { Problem } from '#core/errors';
import { readPreprocessor } from '#core/preprocess';
import { type Choice, fileKey, type ImageEncoder, type Preprocessing, type Space } from '#core/space';
import { findSpace } from '#models/catalogue';
import { confirmedFiles, readModelFile } from '#store/model-files';
import { ownSpaces } from '#store/settings';

export interface Target {
  space: Space;
  encoder: ImageEncoder;
}

/** @throws Problem `model-unsupported` where the catalogue (any more) has no such encoder */
export async function targetOf(choice: Choice): Promise<Target> {
  const space = findSpace(choice.space, await ownSpaces());
  const encoder = space?.images.find(({ id }) => id === choice.image);
  if (!space || !encoder) throw new Problem('model-unsupported', `There is no encoder "${choice.image}".`);
  return { space, encoder };
}

/** @throws Problem `model-missing`, `model-unsupported` */
export async function preprocessingOf({ home, files, preprocessing }: ImageEncoder): Promise<Preprocessing> {
  if (typeof preprocessing !== 'string') return preprocessing;
  const file = files.find(({ path }) => path === preprocessing);
  if (!file) throw new Problem('model-unsupported', `The catalogue names no ${preprocessing}.`);
  return readPreprocessor(JSON.parse(await (await readModelFile(home, file)).text()));
}

/** Whether all files of the image encoder are here. */
export async function isHere({ encoder }: Target): Promise<boolean> {
  const confirmed = await confirmedFiles();
  return encoder.files.every((file) => confirmed.has(fileKey(encoder.home, file)));
}
