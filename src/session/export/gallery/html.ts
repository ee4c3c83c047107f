/** Writes HTML in which every text is text: a template's values are escaped, whatever they hold. */

/** A piece of HTML that may stand in another one. */
class Markup {
  constructor(readonly text: string) {}
}

type Value = string | number | Markup | readonly Markup[] | null | false;

/** Template tag: markup as it is written, with strings and numbers escaped; null and false are nothing. */
export function html(written: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(String.raw({ raw: written }, ...values.map(escaped)));
}

/** The content of a script or style of our own. @throws if it would end its element, or comment out what follows */
export function verbatim(text: string): Markup {
  if (/<[/!]/.test(text)) throw new Error('It cannot stand inside an element.');
  return new Markup(text);
}

function escaped(value: Value): string {
  if (value === null || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export type { Markup };
