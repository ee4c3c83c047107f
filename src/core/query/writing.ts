/** Writes readings and single parts as text; edits a text by parts, for people who never type operators. */

import type { Filter } from '#core/filter';
import { readQuery, UNWANTED } from './grammar';
import { NOBODY, ONLY } from './people';
import { writePeriod } from './period';
import { writePlain } from './plain';
import type { Knowledge, OtherReading, QueryPart, Reading, Term } from './reading';

/** Quotation marks and brackets. A word with one of them may swallow what follows it. */
const BRACKETS = /["＂“”„「」『』()（）]/;
const EVERY_BRACKET = new RegExp(BRACKETS, 'g');
const SIMPLE_WORD = /^[\p{L}\p{M}][\p{L}\p{M}\p{N}'’]*$/u;

/** Text that `readQuery` reads as the same terms and the same filter. */
export function writeQuery({ terms: read, filter }: Pick<Reading, 'terms' | 'filter'>): string {
  const terms = read.map((term) =>
    term.own || isPlain(term.text) ? term : { ...term, text: holdable(term.text) },
  );
  const [first, ...rest] = terms;
  const plain = first?.weight === 1 && !first.own && isPlain(first.text) ? first.text : '';
  const others = plain === '' ? terms : rest;
  const written = [...others.map(writeTerm), ...writeFilter(filter)];
  // An unclosed quotation mark would find its end in what follows, so such words go last.
  return (BRACKETS.test(plain) ? [...written, plain] : [plain, ...written]).filter(Boolean).join(' ');
}

/** The text with one more part. A query has one date, shape and mark at most: a new one replaces the old. */
export function withPart(
  text: string,
  kind: QueryPart['kind'],
  value: string,
  knows: Knowledge = {},
): string {
  const { parts } = readQuery(text, knows);
  if (parts.some((part) => part.kind === kind && part.value === value)) return text;
  const single = kind === 'date' || kind === 'shape' || kind === 'favourite';
  const old = single ? parts.filter((part) => part.kind === kind) : [];
  const left = old.reduceRight(withoutPart, text).trim();
  const written = writePart(kind, value);
  const behind = [left, written].filter(Boolean).join(' ');
  const last = readQuery(behind, knows).parts.at(-1);
  // An unclosed quotation mark or bracket before it would swallow the new part, so then it goes first.
  const stands = kind === 'words' || last?.from === behind.length - written.length;
  return stands ? behind : `${written} ${left}`;
}

/** The text without one of its parts, as `readQuery` gave them for this text. */
export function withoutPart(text: string, part: Pick<QueryPart, 'from' | 'to' | 'leaves'>): string {
  return [text.slice(0, part.from).trimEnd(), behindPart(text, part)].filter(Boolean).join(' ');
}

/** What follows a part, with the operator if it is the first of several. */
export function behindPart(text: string, { to, leaves }: Pick<QueryPart, 'to' | 'leaves'>): string {
  return leaves ? leaves.operator + text.slice(leaves.to) : text.slice(to).trimStart();
}

/** The text with a part taken for something else; as plain words it stays where it is, in quotation marks. */
export function takenAs(text: string, part: QueryPart, { kind, value }: OtherReading): string {
  const { from, to } = part;
  if (kind !== 'words') return spaced(text.slice(0, from), writePart(kind, value), text.slice(to));
  // With a key no small words belong to it, and where it stands is up to the key.
  if (!part.said) return spaced(text.slice(0, from), writePlain(value), text.slice(to));
  if (part.leaves) return spaced(text.slice(0, from), writePlain(value), behindPart(text, part));
  return text.slice(0, part.said.from) + writePlain(value) + text.slice(part.said.to);
}

function spaced(...pieces: readonly string[]): string {
  return pieces
    .map((piece) => piece.trim())
    .filter(Boolean)
    .join(' ');
}

/** One part as text; a camera by its whole name. */
export function writePart(kind: QueryPart['kind'], value: string): string {
  switch (kind) {
    case 'words':
      return value;
    case 'wanted':
      return writeTerm({ text: value, weight: 1 });
    case 'unwanted':
      return writeTerm({ text: value, weight: -UNWANTED });
    case 'text':
      return quoted(value);
    case 'withoutText':
      return `-${quoted(value)}`;
    case 'camera':
      // In quotation marks it is the whole name, and one camera.
      return `camera:${quoted(value)}`;
    case 'person':
      // In quotation marks it is always a name.
      return `person:${value === NOBODY || value === ONLY || value.startsWith('#') ? value : quoted(value)}`;
    case 'withoutPerson':
      return `-person:${quoted(value)}`;
    case 'ownWord':
      return `word:${quoted(value)}`;
    case 'withoutOwnWord':
      return `-word:${quoted(value)}`;
    case 'withoutTag':
      return `-tag:${operand(value)}`;
    case 'favourite':
      return 'is:favourite';
    case 'written':
      return `text:${operand(value)}`;
    default:
      return `${kind}:${operand(value)}`;
  }
}

/** The name of an own word as people write it, if it is read as that; else with its key. */
export function writeOwnWord(name: string): string {
  const { parts } = readQuery(name, { ownWords: [name] });
  return parts.length === 1 && parts[0]?.kind === 'ownWord' ? name : writePart('ownWord', name);
}

export function writeTerm({ text, weight, own }: Term): string {
  if (own) return writePart(weight < 0 ? 'withoutOwnWord' : 'ownWord', text);
  const heavy = weight < 0 ? -weight / UNWANTED : weight;
  const held = SIMPLE_WORD.test(text) ? text : `(${holdable(text)})`;
  return `${weight < 0 ? '-' : '+'}${held}${heavy === 1 ? '' : `^${heavy}`}`;
}

/** The words as they can stand in brackets: without brackets and quotation marks, if one of them would end the words. */
function holdable(text: string): string {
  const { terms } = readQuery(`+(${text})`);
  const isHeld = terms.length === 1 && terms[0]?.text === text;
  return isHeld ? text : text.replaceAll(EVERY_BRACKET, ' ').trim().replaceAll(/\s+/g, ' ');
}

function writeFilter(filter: Filter): string[] {
  const each = (kind: QueryPart['kind'], values: readonly string[]) =>
    values.map((value) => writePart(kind, value));
  const { taken, orientation } = filter;
  return [
    ...each('text', filter.texts),
    ...each('withoutText', filter.withoutTexts),
    ...each('written', filter.written ?? []),
    ...each('person', [...(filter.people ?? []), ...(filter.company ? [filter.company] : [])]),
    ...each('withoutPerson', filter.withoutPeople ?? []),
    ...(taken ? [`date:${writePeriod(taken)}`] : []),
    ...filter.places.map((area) =>
      'within' in area
        ? `near:${area.latitude},${area.longitude},${area.within}`
        : `in:${area.south},${area.west},${area.north},${area.east}`,
    ),
    ...filter.cameras.map((name) =>
      typeof name === 'string' ? writePart('camera', name) : `camera:${name.part}`,
    ),
    ...each(
      'folder',
      filter.folders.map(({ path }) => path),
    ),
    ...each('kind', filter.kinds),
    ...(orientation ? [`shape:${orientation}`] : []),
    ...each('tag', filter.tags),
    ...each('withoutTag', filter.withoutTags),
    ...(filter.favourite ? [writePart('favourite', '')] : []),
  ];
}

/** Whether the words are read as plain words. */
function isPlain(text: string): boolean {
  const { terms, parts } = readQuery(text);
  return terms[0]?.text === text && parts.every(({ kind }) => kind === 'words');
}

/** The value after a key: quoted if it has to be. */
function operand(value: string): string {
  return /^[^\s"＂“”„「『]\S*$/.test(value) ? value : quoted(value);
}

/** In the first quotation marks that do not occur inside. If all occur, the ASCII ones inside are dropped. */
function quoted(value: string): string {
  if (!/["＂“”„]/.test(value)) return `"${value}"`;
  if (!value.includes('」')) return `「${value}」`;
  return value.includes('』') ? `"${value.replace(/["＂“”„]/g, '')}"` : `『${value}』`;
}
