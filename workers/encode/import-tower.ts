/** Fetches our own runtime of towers, when an encoder needs it. */

import { Problem } from '#core/errors';

/** @throws Problem `network` */
export async function importTower() {
  const modules = Promise.all([
    import('./tower/graph'),
    import('./tower/tower'),
    import('./tower/any-length'),
  ]);
  const [{ readGraph }, { Tower }, { AnyLengthTower }] = await modules.catch((error) => {
    throw new Problem('network', `Our runtime of towers could not be fetched: ${error}`, { cause: error });
  });
  return { readGraph, Tower, AnyLengthTower };
}
