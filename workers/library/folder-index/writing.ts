/** Writes the index of a folder: its photos as a backup has them, each with its files there. */

import { Away } from '#core/away';
import { groupBy } from '#core/group';
import type { Origin, SourceId } from '#core/photo';
import { commonOfPhotos, type KeptFile, keptPhotos } from '#store/backup';
import { originsOf } from '#store/sources';
import { streamOf } from '../backup/streaming';
import { BATCH, backupOf, type Contents } from '../backup/writing';
import { writeIndexIn } from './place';

/** Files of one photo that are named: a header has a megabyte at most. */
const MOST_FILES = 1000;

interface Written {
  photos: number;
  /** All of the source, those of missing files too. */
  origins: number;
  file: File;
}

/**
 * @param share called before each batch and at the end
 * @throws DOMException why it cannot be written; then the index before it stays
 */
export async function writeIndex(
  source: SourceId,
  folder: FileSystemDirectoryHandle,
  share: (done: number, total: number) => void,
): Promise<Written> {
  const origins = await originsOf(source);
  const contents = await contentsOf(origins, share);
  const file = await writeIndexIn(folder, streamOf(backupOf(contents)));
  return { photos: contents.total, origins: origins.length, file };
}

/** In the order of paths, as a walk meets them. Previews are of videos alone: the originals are beside the index. */
async function contentsOf(
  origins: readonly Origin[],
  share: (done: number, total: number) => void,
): Promise<Contents> {
  const there = origins.filter(({ missing }) => missing === undefined);
  const files = new Map([...groupBy(there, ({ photo }) => photo)].map(([no, all]) => [no, filesOf(all)]));
  // Who reads it decides what is left out there.
  const common = { ...(await commonOfPhotos()), away: new Away() };
  const nos = [...files.keys()];
  const photos = async function* () {
    for (let from = 0; from < nos.length; from += BATCH) {
      share(from, nos.length);
      yield* await keptPhotos(nos.slice(from, from + BATCH), common, 'videos', files);
    }
    share(nos.length, nos.length);
  };
  return { settings: null, searches: [], total: nos.length, photos: photos() };
}

function filesOf(origins: readonly Origin[]): KeptFile[] {
  return origins.slice(0, MOST_FILES).map(({ path, bytes, modified, clip, apart }) => ({
    path,
    bytes,
    modified,
    ...(clip && { clip }),
    ...(apart !== undefined && { apart }),
  }));
}
