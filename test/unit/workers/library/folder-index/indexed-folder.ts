/** A granted folder with photos, a library that has indexed it, and another that has never seen it. */

import type { PhotoNo, Source } from '#core/photo';
import { eraseDatabase } from '#store/database';
import { allPhotoNos, photosOf } from '#store/photos';
import { allQueued, giveUp } from '#store/queue';
import { putOwnSpace } from '#store/settings';
import { indexReader } from '#workers/library/folder-index/granted';
import { runPipeline } from '#workers/library/indexing/pipeline';
import { Intake } from '#workers/library/sources/intake';
import { News } from '#workers/library/sources/news';
import { PickedBytes } from '#workers/library/sources/picked-bytes';
import { settleLooks } from '#workers/library/sources/rescan';
import { newFolder, removeFolder, runParts, SPACE, write } from '../library-doubles';

const NAME = 'Indexed';

export class IndexedFolder {
  readonly came = new News<{ name: string; photos: number }>();
  private readonly picked = new PickedBytes();

  private constructor(readonly handle: FileSystemDirectoryHandle) {}

  static async with(files: Record<string, string>): Promise<IndexedFolder> {
    await removeFolder(NAME).catch(() => undefined);
    const folder = new IndexedFolder(await newFolder(NAME));
    for (const [path, text] of Object.entries(files)) await write(folder.handle, path, text);
    await folder.anew();
    return folder;
  }

  get source() {
    return { id: 'f', kind: 'folder', name: NAME, added: 0, handle: this.handle } as const satisfies Source;
  }

  /** A library that knows nothing, of a browser that knows the space. */
  async anew(): Promise<void> {
    await eraseDatabase();
    await putOwnSpace(SPACE);
  }

  /** Looks through the folder. @returns the paths that are to be read */
  async look(): Promise<string[]> {
    const readIndex = indexReader({ came: this.came, progress: async () => undefined });
    const intake = new Intake(this.picked, () => undefined, readIndex);
    await settleLooks([await intake.addFolder(this.source)]);
    return (await allQueued()).flatMap(({ path, failure }) => (failure ? [] : path)).sort();
  }

  async index(): Promise<void> {
    await runPipeline(
      (await allQueued()).filter(({ failure }) => !failure),
      {
        ...runParts(),
        picked: this.picked,
        committed: async () => undefined,
        failed: async ({ key }, reason, detail) => void (await giveUp(key, reason, detail, false)),
      },
    );
  }

  async end(): Promise<void> {
    await removeFolder(NAME).catch(() => undefined);
    await eraseDatabase();
  }
}

export async function photoNamed(name: string) {
  const all = await photosOf(await allPhotoNos());
  return all.find((photo) => photo.name === name);
}

export async function numberOf(name: string): Promise<PhotoNo> {
  return (await photoNamed(name))?.no ?? 0;
}
