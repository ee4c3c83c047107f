/** Parses lists of classes and queries as people type and paste them. */

/** More classes than this are hard to look at, and cost more than they tell. */
export const MOST_LABELS = 100;

/** Most queries in one batch; fewer if there are many photos, see `mostQueries`. */
const MOST_QUERIES = 200;
/** Most cosines in one batch: 200 queries x 20,000 photos, 16 MB. */
const MOST_CELLS = 4_000_000;

/** Separators between classes in any of our languages, line breaks too. */
const SEPARATORS = /[,，、;；\r\n]/;

/** A line of the AX650N demo that names a file with a ready vector. */
const WITH_VECTOR = /^[^:]*:[^:]*\.bin$/i;

export interface ReadQueries {
  queries: string[];
  /** Lines `label:file.bin`, which are left out. */
  withVector: number;
}

/** Classes in the order they were typed, each once, whatever its case and width. */
export function readLabels(text: string): string[] {
  return distinct(text.split(SEPARATORS)).slice(0, MOST_LABELS);
}

/** One query a line, each once. */
export function readQueries(text: string): ReadQueries {
  const lines = distinct(text.split(/[\r\n]/));
  const queries = lines.filter((line) => !WITH_VECTOR.test(line));
  return { queries, withVector: lines.length - queries.length };
}

/** How many queries may be put to this many photos at once, 1 at least. */
export function mostQueries(photos: number): number {
  return Math.max(1, Math.min(MOST_QUERIES, Math.floor(MOST_CELLS / Math.max(1, photos))));
}

function distinct(texts: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const text of texts) {
    const word = text.trim().replace(/\s+/g, ' ');
    const key = word.normalize('NFKC').toLowerCase();
    if (word !== '' && !known.has(key)) known.set(key, word);
  }
  return [...known.values()];
}
