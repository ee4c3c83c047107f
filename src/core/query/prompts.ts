/** What the user asks, on its way to a text encoder. */

/** Chinese characters and kana: an English template around such text would only disturb it. */
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * The query as sentences of the kind the model learned from, e.g. "a photo of a windmill". If there
 * are several, the query's embedding is the mean of theirs. Spellings of one text (full-width letters,
 * half-width kana, accents as marks of their own) give the same sentences: tokenizers differ in which they know.
 * @param templates each with `{}` in place of the query; empty if the model wants queries as they are
 */
export function promptsOf(query: string, templates: readonly string[]): string[] {
  const text = query.normalize('NFKC').trim().replace(/\s+/g, ' ');
  if (templates.length === 0 || EAST_ASIAN.test(text)) return [text];
  // A query like "a photo of a dog" is such a sentence already.
  const said = templates.some((template) => {
    const [before = ''] = template.split('{}');
    return before.trim() !== '' && text.toLowerCase().startsWith(before.trim().toLowerCase());
  });
  return said ? [text] : templates.map((template) => template.replace('{}', () => text));
}
