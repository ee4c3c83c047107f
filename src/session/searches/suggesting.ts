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
  facets: () => Promise<Facets | null>;
  searches: ReadonlySignal<Searches>;
  language: ReadonlySignal<Language>;
}

export function suggesting({ facets, searches, language }: SuggestingParts) {
  let counted: { at: number; facets: Promise<Facets> } | null = null;
  return async (text: string, cursor: number): Promise<readonly Suggestion[]> => {
    if (!counted || Date.now() - counted.at > KEPT_FOR) {
      // Without a model to search with, kept searches can be suggested all the same.
      counted = { at: Date.now(), facets: facets().then((known) => known ?? NO_FACETS) };
    }
    const [code, known] = await Promise.all([
      import('#core/query/suggest').catch(() => null),
      counted.facets,
    ]);
    if (!code) return [];
    // Without a photo that has a place, no city is worth fetching them all.
    const cities = known.places.length > 0 && text !== '' ? await loadCities().catch(() => null) : null;
    return code.suggest({
      text,
      cursor,
      facets: known,
      searches: searches.peek(),
      cities: (beginning, most) => cities?.startingWith(beginning, most) ?? [],
      language: language.peek(),
    });
  };
}
