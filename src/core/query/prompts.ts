/** What the user asks, on its way to a text encoder. */

/** Chinese characters, kana: text that an English frame around it would only disturb. */
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * The query as sentences of the kind the model learned from, e.g. "a photo of a windmill". Where there
 * are several, the mean of their embeddings is the query's.
 * @param templates each with `{}` where the query goes; none where the model wants queries as they are
 */
export function promptsOf(query: string, templates: readonly string[]): string[] {
  const text = query.trim().replace(/\s+/g, ' ');
  if (templates.length === 0 || EAST_ASIAN.test(text)) return [text];
  // Who writes "a photo of a dog" means it so already.
  const said = templates.some((template) => {
    const [before = ''] = template.split('{}');
    return before.trim() !== '' && text.toLowerCase().startsWith(before.trim().toLowerCase());
  });
  return said ? [text] : templates.map((template) => template.replace('{}', () => text));
}
