/** What can be used in a line that was read in a photo: links, addresses, telephone numbers, days. */

/** A stretch of a line. At most one of the others is set. */
export interface Stretch {
  text: string;
  /** Of a link, a mail address or a telephone number. */
  href?: string;
  /** Of a day: a query for the photos that were taken on it. */
  query?: string;
}

const LINK = String.raw`(?:https?:\/\/|www\.)[^\s"'<>、。，）」]*[^\s"'<>、。，）」.,;:!?)]`;
const MAIL = String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`;
const DAY = String.raw`(?:19|20)\d\d(?:[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])(?!\d)|年\s?(?:1[0-2]|0?[1-9])月\s?(?:3[01]|[12]\d|0?[1-9])日)`;
/** Seven digits or more, in groups of two at least; prices and codes have no such groups. */
const PHONE = String.raw`(?:\+\d{1,3}[ -]?)?(?:\(\d{2,5}\)[ -]?)?\d{2,5}(?:[ -]\d{2,5}){1,4}`;
const USABLE = new RegExp(
  `(?<link>${LINK})|(?<mail>${MAIL})|(?<day>(?<!\\d)${DAY})|(?<phone>(?<![\\d.,¥$€])${PHONE}(?![\\d.,]))`,
  'giu',
);

/** Splits a line; its stretches joined are the line. Full-width forms count as the plain ones. */
export function stretchesOf(line: string): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  // One character for one, so that places in the one are places in the other.
  const plain = line.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  for (const { 0: found, index, groups = {} } of plain.matchAll(USABLE)) {
    const use = useOf(found, groups);
    if (!use) continue;
    if (index > at) stretches.push({ text: line.slice(at, index) });
    at = index + found.length;
    stretches.push({ text: line.slice(index, at), ...use });
  }
  if (at < line.length) stretches.push({ text: line.slice(at) });
  return stretches;
}

function useOf(
  found: string,
  { link, mail, day, phone }: Record<string, string | undefined>,
): Pick<Stretch, 'href' | 'query'> | null {
  if (link) return { href: /^www/i.test(found) ? `https://${found}` : found };
  if (mail) return { href: `mailto:${found}` };
  if (day) {
    const [year, month = '', date = ''] = found.match(/\d+/g) ?? [];
    return { query: `date:${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` };
  }
  if (!phone) return null;
  const digits = found.replace(/[^\d+]/g, '');
  return digits.length >= 8 ? { href: `tel:${digits}` } : null;
}
