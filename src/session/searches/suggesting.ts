/** Suggestions while a query is typed, from the facets of the library and earlier searches. */

import type { ReadonlySignal } from '@preact/signals';
import { type Facets, NO_FACETS } from '#core/filter';
import type { Language } from '#core/languages';
import type { Suggestion } from '#core/query/suggest';
import type { Searches } from '#core/searches';
import { loadCities } from '../finding/cities';

/** Lifetime of cached facets, in milliseconds: counting a large library is slow, and changes are few. */
const KEPT_FOR = 5000;

interface SuggestingParts {
  facets: () => Promise<Facets | null>;
  searches: ReadonlySignal<Searches>;
  language: ReadonlySignal<Language>;
}

export function suggesting({ facets, searches, language }: SuggestingParts) {
  let counted: { at: number; facets: Promise<Facets> } | null = null;
  return async (text: string, cursor: number): Promise<readonly Suggestion[]> => {
    if (!counted || performance.now() - counted.at > KEPT_FOR) {
      // Without a model, saved and recent searches can still be suggested.
      counted = { at: performance.now(), facets: facets().then((known) => known ?? NO_FACETS) };
    }
    const [code, known] = await Promise.all([
      import('#core/query/suggest').catch(() => null),
      counted.facets,
    ]);
    if (!code) return [];
    // If no photo has a location, the list of cities is not worth downloading.
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
