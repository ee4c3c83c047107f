/** Operations on backups; see `BackupVerbs`. */

import { problemCode } from '#core/errors';
import { joined } from '#core/joined';
import type { Space } from '#core/space';
import { findSpace } from '#models/catalogue';
import type { KeptPhoto, KeptVector } from '#store/backup';
import { type KeptSearch, mergeSearches } from '#store/kept-searches';
import { mergePhotos } from '#store/merging';
import { allSearches } from '#store/searches';
import { ownSpaces } from '#store/settings';
import type { BackupVerbs, Restored } from '../contract';
import { tell } from '../events';
import { readBackup } from './restoring';
import { type Adopting, adoptSettings } from './settings-record';
import { backupOf, contentsHere } from './writing';

interface Parts extends Adopting {
  /** Called after photos have come. */
  came: () => Promise<void>;
}

export function backupVerbs({ came, ...adopting }: Parts): BackupVerbs {
  let stop = new AbortController();
  const begin = () => {
    stop.abort();
    stop = new AbortController();
    return stop.signal;
  };
  return {
    async writeBackup(into, { previews, page }, share) {
      const signal = begin();
      let photos = 0;
      const contents = await contentsHere(previews, page, (done, total) => {
        signal.throwIfAborted();
        photos = total;
        share(done, total);
      });
      const bytes = streamOf(backupOf(contents));
      try {
        // Closed at the end alone: until then the browser keeps the bytes in a file of its own.
        if (into) await bytes.pipeTo(await into.createWritable());
        const file = into ? null : await new Response(bytes).blob();
        return { photos, file };
      } catch (error) {
        if (signal.aborted) return null;
        throw error;
      }
    },

    async readBackup(file, options, share) {
      const signal = begin();
      const own = await ownSpaces();
      const searches: KeptSearch[] = [];
      const restored: Restored = {
        ending: 'whole',
        photos: 0,
        fresh: 0,
        joined: 0,
        words: 0,
        unwanted: 0,
        searches: 0,
        skipped: 0,
        page: null,
      };
      try {
        const { ending, skipped } = await readBackup(file.stream(), {
          async photos(batch) {
            signal.throwIfAborted();
            const merged = await mergePhotos(batch.map((kept) => fitting(kept, own)));
            const { added, changed, encoded, read } = merged;
            if (added.length > 0) tell({ type: 'photos', added, removed: [] });
            if (changed.length > 0) tell({ type: 'marked', photos: changed });
            for (const [space, photos] of encoded) tell({ type: 'encoded', space, photos });
            if (read.length > 0) tell({ type: 'read', photos: read });
            restored.photos += batch.length;
            restored.fresh += merged.fresh;
            restored.joined += merged.joined;
            restored.words += read.length;
            restored.unwanted += merged.unwanted;
          },
          async settings(kept) {
            restored.page = await adoptSettings(kept, options.settings, adopting);
          },
          search: (search) => void searches.push(search),
          progress: share,
        });
        // Only now, because photos like which they ask for may have come with the file.
        restored.searches = await mergeSearches(searches);
        if (restored.searches > 0) tell({ type: 'searches', searches: await allSearches() });
        Object.assign(restored, { ending, skipped });
      } catch (error) {
        if (signal.aborted) restored.ending = 'stopped';
        else if (problemCode(error) === 'disk-full') restored.ending = 'full';
        else throw error;
      } finally {
        await came();
      }
      return restored;
    },

    stopBackup: async () => stop.abort(),
  };
}

/** Leaves out vectors of spaces that are not known here, and of another length than theirs: these break the scan. */
function fitting(kept: KeptPhoto, own: readonly Space[]): KeptPhoto {
  const fits = ({ space, vector }: KeptVector) => findSpace(space, own)?.dimension === vector.length;
  const frames = kept.frames.map((frame) => ({ ...frame, vectors: frame.vectors.filter(fits) }));
  return { ...kept, vectors: kept.vectors.filter(fits), frames };
}

/** Bytes that a file takes at once: each piece costs a question to the browser. */
const CHUNK = 1 << 20;

/** As a stream that asks for the next pieces when there is room. (Not every engine has `ReadableStream.from`.) */
function streamOf(pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      for (let bytes = 0; bytes < CHUNK; ) {
        const { done, value } = await pieces.next();
        if (done) {
          controller.enqueue(joined(parts));
          controller.close();
          return;
        }
        parts.push(value);
        bytes += value.length;
      }
      controller.enqueue(joined(parts));
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
}
