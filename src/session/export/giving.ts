/** Verbs that give a gallery away. */

import { problemCode } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import type { LibraryWorker } from '#workers/library/contract';
import { allDetails } from '../library/details';
import type { Attempt, Notify } from '../shell/notices';
import type { Export, Gallery } from './contract';
import { pickDestination } from './destination';
import type { GalleryParts, Given } from './gallery/entries';
import type { savingRuns } from './saving-run';

interface Parts extends GalleryParts {
  library: GalleryParts['library'] & Pick<LibraryWorker, 'detailsOf' | 'filesOf'>;
  runs: ReturnType<typeof savingRuns>;
  attempt: Attempt;
  notify: Notify;
}

/** Names that a notice holds. */
const NAMED = 5;

export function givingVerbs({ runs, attempt, notify, ...parts }: Parts) {
  /** @returns false if the user cancelled it */
  const give = async (nos: readonly PhotoNo[], gallery: Gallery): Promise<boolean> => {
    if (!runs.isFree()) {
      notify({ done: 'savingNow' });
      return false;
    }
    const destination = await pickDestination(gallery.as, gallery.title);
    if (!destination) return false;
    const given: Given = { count: 0, small: [], still: [], missing: [] };
    let isWhole = false;
    try {
      const { galleryEntries } = await import('./gallery/entries');
      isWhole = await runs.run(nos.length, async (run) => {
        const photos = await allDetails(parts.library, nos);
        photos.sort((a, b) => a.taken - b.taken || a.no - b.no);
        await destination.write(galleryEntries(photos, gallery, parts, run, given), run.signal);
      });
    } catch (error) {
      if (problemCode(error) !== 'disk-full') throw error;
      console.error(error);
      notify({ done: 'gaveFull', stays: true });
      return true;
    } finally {
      if (!isWhole && !(await destination.discard()))
        notify({ done: 'gavePart', name: gallery.title, stays: true });
    }
    if (!isWhole) return false;
    const { count, small, still, missing } = given;
    notify({ done: 'gave', count, name: gallery.title });
    const tell = (done: 'gaveSmall' | 'gaveStill' | 'gaveNot', names: readonly string[]) => {
      if (names.length > 0) notify({ done, count: names.length, name: few(names), stays: true });
    };
    tell('gaveSmall', small);
    tell('gaveStill', still);
    tell('gaveNot', missing);
    return true;
  };

  return {
    async give(nos, gallery): Promise<boolean> {
      let isOver = true;
      await attempt(async () => {
        isOver = await give(nos, gallery);
      });
      return isOver;
    },
    async galleryFacts(nos) {
      try {
        const photos = await allDetails(parts.library, nos);
        const live = photos.flatMap((photo) => (photo.live ? photo.no : []));
        const files = live.length > 0 ? await parts.library.filesOf(live) : [];
        const { factsOf } = await import('./gallery/facts');
        return factsOf(photos, files);
      } catch (error) {
        console.warn(error);
        return null;
      }
    },
  } satisfies Partial<Export>;
}

function few(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).join(', ');
  return names.length > NAMED ? `${shown} …` : shown;
}
