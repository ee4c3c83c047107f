/** What the user asks, on its way to a text encoder. */

/** Chinese characters, kana: text that an English frame around it would only disturb. */
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * The query as a sentence of the kind the model learned from, e.g. "a photo of a windmill".
 * @param template with `{}` where the query goes; null where the model wants queries as they are
 */
export function promptOf(query: string, template: string | null): string {
  const text = query.trim().replace(/\s+/g, ' ');
  if (template === null || EAST_ASIAN.test(text)) return text;
  const [before = ''] = template.split('{}');
  // Who writes "a photo of a dog" means it so already.
  return text.toLowerCase().startsWith(before.trim()) ? text : template.replace('{}', text);
}
