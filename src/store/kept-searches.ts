/** Saved searches as a backup has them: without numbers and names that are of this library alone. */

import type { Filter, FolderArea } from '#core/filter';
import type { PhotoId, PhotoNo, Source } from '#core/photo';
import { askedKey, type SavedSearch } from '#core/searches';
import { database } from './database';

/** A folder of a condition; its source is found again by kind and name where its id is not known. */
export interface KeptFolder {
  source: Pick<Source, 'id' | 'kind' | 'name'> | null;
  path: string;
}

export interface KeptSearch extends Omit<SavedSearch, 'filter' | 'photo' | 'judgements'> {
  filter: Omit<Filter, 'folders'> & { folders: readonly KeptFolder[] };
  photo: PhotoId | null;
  /** Absent if nothing was judged. */
  judgements?: readonly KeptJudgement[];
}

export interface KeptJudgement {
  photos: readonly PhotoId[];
  wanted: boolean;
}

/** Whether it asks for somebody without a name: a number, which means somebody else in another library, or nobody. */
const asksForNumber = ({ people = [] }: Pick<Filter, 'people'>) => people.some((name) => /^#\d+$/.test(name));

/**
 * Returns the saved searches in the order they were added, without those for photos like one that was removed, and for
 * people without names.
 */
export async function keptSearches(): Promise<KeptSearch[]> {
  const tx = (await database()).transaction(['savedSearches', 'photos', 'sources']);
  const [saved, sources] = await Promise.all([
    tx.objectStore('savedSearches').index('added').getAll(),
    tx.objectStore('sources').getAll(),
  ]);
  const kept: KeptSearch[] = [];
  const photos = tx.objectStore('photos');
  const idOf = async (no: PhotoNo) => (await photos.get(no))?.id;
  for (const { judgements, ...search } of saved) {
    const photo = search.photo === null ? null : await photos.get(search.photo);
    if (photo === undefined || asksForNumber(search.filter)) continue;
    const folders = search.filter.folders.map(({ source, path }) => keptFolder(source, path, sources));
    const judged = await renamed(judgements ?? [], idOf);
    kept.push({
      ...search,
      ...{ filter: { ...search.filter, folders }, photo: photo?.id ?? null },
      ...(judged.length > 0 && { judgements: judged }),
    });
  }
  await tx.done;
  return kept;
}

/**
 * Merges saved searches in one transaction. One that is here stays as it is, also where the user has named it anew; and
 * so does one of the same name that asks the same. Those for photos like one that is not here, and for
 * people without names, are left out.
 * @returns how many were added
 */
export async function mergeSearches(kept: readonly KeptSearch[]): Promise<number> {
  const tx = (await database()).transaction(['savedSearches', 'photos', 'sources'], 'readwrite');
  const store = tx.objectStore('savedSearches');
  const [saved, sources] = await Promise.all([store.getAll(), tx.objectStore('sources').getAll()]);
  const ids = new Set(saved.map(({ id }) => id));
  const asked = new Set(saved.map(contents));
  let added = 0;
  const noOf = (id: PhotoId) => tx.objectStore('photos').index('id').getKey(id);
  for (const { photo, filter, judgements, ...search } of kept) {
    const no = photo === null ? null : await noOf(photo);
    if (no === undefined || asksForNumber(filter)) continue;
    const folders = filter.folders.map((folder) => folderHere(folder, sources));
    const judged = await renamed(judgements ?? [], noOf);
    const here: SavedSearch = {
      ...search,
      ...{ filter: { ...filter, folders }, photo: no },
      ...(judged.length > 0 && { judgements: judged }),
    };
    if (ids.has(here.id) || asked.has(contents(here))) continue;
    await store.put(here);
    ids.add(here.id);
    asked.add(contents(here));
    added++;
  }
  await tx.done;
  return added;
}

/** Judgements with the photos under other names; those that have none are left out. */
async function renamed<From, To>(
  judgements: readonly { photos: readonly From[]; wanted: boolean }[],
  nameOf: (photo: From) => Promise<To | undefined>,
): Promise<{ photos: To[]; wanted: boolean }[]> {
  const steps: { photos: To[]; wanted: boolean }[] = [];
  for (const { photos, wanted } of judgements) {
    const known = (await Promise.all(photos.map(nameOf))).filter((name) => name !== undefined);
    if (known.length > 0) steps.push({ photos: known, wanted });
  }
  return steps;
}

const contents = (search: SavedSearch) => JSON.stringify([search.name.trim(), askedKey(search)]);

function keptFolder(source: FolderArea['source'], path: string, sources: readonly Source[]): KeptFolder {
  if (source === null) return { source, path };
  const { kind = 'files', name = '' } = sources.find(({ id }) => id === source) ?? {};
  return { source: { id: source, kind, name }, path };
}

/** A picked folder that is not here becomes one of its name wherever it may be: it is found once it is picked again. */
function folderHere({ source, path }: KeptFolder, sources: readonly Source[]): FolderArea {
  if (source === null) return { source, path };
  const { id, kind, name } = source;
  const same =
    sources.find((one) => one.id === id) ?? sources.find((one) => one.kind === kind && one.name === name);
  if (!same && kind === 'folder') return { source: null, path: path === '' ? name : `${name}/${path}` };
  return { source: same?.id ?? id, path };
}
