/** Suggestions while a query is typed, out of what the library has. */

import type { ReadonlySignal } from '@preact/signals';
import { type Facets, NO_FACETS } from '#core/filter';
import type { Language } from '#core/languages';
import type { Suggestion } from '#core/query/suggest';
import type { Searches } from '#core/searches';
import { loadCities } from '../finding/cities';

/** Counting a large library takes a moment, and while one word is typed it hardly changes. In milliseconds. */
const KEPT_FOR = 5000;

interface SuggestingParts {
  facets: () => Promise<Facets>;
  searches: ReadonlySignal<Searches>;
  language: ReadonlySignal<Language>;
}

export function suggesting({ facets, searches, language }: SuggestingParts) {
  let counted: { at: number; facets: Promise<Facets> } | null = null;
  return async (text: string, cursor: number): Promise<readonly Suggestion[]> => {
    if (!counted || Date.now() - counted.at > KEPT_FOR) {
      // Kept searches can be suggested also where there is no model to search with.
      counted = { at: Date.now(), facets: facets().catch(() => NO_FACETS) };
    }
    const [{ suggest }, known] = await Promise.all([import('#core/query/suggest'), counted.facets]);
    // Without a photo that has a place, no city is worth fetching them all.
    const cities = known.places.length > 0 && text !== '' ? await loadCities().catch(() => null) : null;
    return suggest({
      text,
      cursor,
      facets: known,
      searches: searches.peek(),
      cities: (beginning, most) => cities?.startingWith(beginning, most) ?? [],
      language: language.peek(),
    });
  };
}
