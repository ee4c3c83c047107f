/** Operations on backups; see `BackupVerbs`. */

import { problemCode } from '#core/errors';
import { type KeptSearch, mergeSearches } from '#store/kept-searches';
import { mergePhotos } from '#store/merging';
import { allSearches } from '#store/searches';
import { ownSpaces } from '#store/settings';
import type { BackupVerbs, Restored } from '../contract';
import { tell } from '../events';
import { fitting } from './fitting';
import { readBackup } from './restoring';
import { type Adopting, adoptSettings } from './settings-record';
import { streamOf } from './streaming';
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
      const contents = await contentsHere(previews ? 'all' : 'none', page, (done, total) => {
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
