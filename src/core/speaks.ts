import type { QueryLanguage } from './language';

/** Languages of which an encoder that knows one likely knows the others: French, Turkish, Vietnamese and so on. */
const LATIN_NEIGHBOURS = ['fr', 'es', 'pt', 'it', 'nl', 'pl', 'sv', 'tr', 'vi'];

/** Whether an encoder that understands `languages` understands the query's. */
export function speaks(languages: readonly string[], language: QueryLanguage): boolean {
  // A model of the user's own does not say what it knows.
  if (language === null || languages.includes('*')) return true;
  if (language === 'und-Latn') return languages.some((tag) => LATIN_NEIGHBOURS.includes(tag));
  return languages.includes(language);
}
