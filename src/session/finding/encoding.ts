/** What turns queries into vectors. It is fetched after the first paint, which can do without. */

import type { ReadonlySignal } from '@preact/signals';
import type { Space } from '#core/space';
import type { LibraryWorker } from '#workers/library/contract';
import type { Presences } from '#workers/models/contract';
import type { LibraryView } from '../library/library-view';
import type { Preferences } from '../shell/preferences';
import { spawnEncoder } from '../workers';
import type { OpenSpace } from './active-space';
import { Calibration } from './calibration';
import { QueryVectors } from './query-vectors';
import { TextEncoders } from './text-encoders';
import { TextTrials } from './text-trials';

export interface EncodingParts {
  library: Pick<
    LibraryWorker,
    'embed' | 'backgroundOf' | 'keepBackground' | 'keepMeasured' | 'noteTextBackends'
  >;
  view: Pick<LibraryView, 'cards' | 'photos' | 'unencoded' | 'backends'>;
  /** A new promise each time another space takes over. */
  ready: ReadonlySignal<Promise<OpenSpace>>;
  /** Resolves with the space in use once it is known, before it is loaded for search. */
  spaceKnown: () => Promise<Space | undefined>;
  presences: ReadonlySignal<Presences>;
  preferences: Pick<Preferences, 'language' | 'textBackend'>;
}

export type QueryEncoding = ReturnType<typeof startEncoding>;

export function startEncoding(parts: EncodingParts) {
  const { library, view, ready, presences, preferences } = parts;
  const { language, textBackend } = preferences;
  const trials = new TextTrials(view.backends, library, spawnEncoder);
  const texts = new TextEncoders(presences, language, spawnEncoder, trials, textBackend);
  const encoded = () => view.photos.peek().length - view.unencoded.peek();
  const calibration = new Calibration(texts, library, () => [...view.cards.peek().keys()], encoded);
  const vectors = new QueryVectors(texts, calibration, (file) => library.embed(file));
  ready.subscribe((open) => {
    open.then(
      ({ space }) => texts.keepOnly(space),
      () => undefined,
    );
  });
  return {
    calibration,
    vectors,
    /**
     * Opens the text encoder of a query, measures its background, and fetches what reads texts.
     * @throws Problem like `TextEncoders.open`
     */
    async prepare(text: string): Promise<void> {
      texts.spawnAhead();
      const space = await parts.spaceKnown();
      if (!space) return;
      const { entry } = await texts.speakerFor(text, space);
      const [background] = await Promise.all([
        calibration.ofTexts(entry, space),
        texts.open(entry, space.dimension),
        import('./reading'),
      ]);
      await calibration.unrelated(background, await ready.peek());
    },
  };
}
