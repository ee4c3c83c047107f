/** What a sentence does not want, without an operator: "no sunset", "but not Momo", 夕日なし, 不要夕阳. */

import type { Mention } from './mentions';
import { NOBODY, ONLY } from './people';
import type { Stretch } from './reading';

export interface Unwanted extends Stretch {
  /** With "no", without the comma before it. */
  said: Stretch;
  kind: 'unwanted' | 'withoutPerson' | 'withoutOwnWord';
  value: string;
}

const ENGLISH =
  /(?<![\p{L}\p{N}'’-])(?:(?:but\s+)?(?<no>no|without(?:\s+any)?|except(?:\s+for)?|excluding)|but\s+not)\s+(?=\p{L})/giu;
const ENGLISH_END =
  /[,;、，。!?]|\.(?!\p{L})|\s+(?:in|at|on|with|near|from|by|during|around|under|behind|beside|over|for|to|but|while)(?!\p{L})|\s+and\s+(?:an?|the|with|no|without|my|our)(?!\p{L})/iu;
const ENGLISH_OR = /\s*(?:,\s*)?(?<!\p{L})(?:or|nor|and)\s+/giu;
const ARTICLE = /^(?:an?|the|any|my|our)\s+/i;
/** Behind "no" they are on signs. */
const ON_SIGNS =
  /^(?:parking|smoking|entry|entrance|swimming|fishing|diving|trespassing|littering)(?!\p{L})|\bsigns?$/iu;

const CHINESE = /(?:不要|没有|沒有|不含|不带|不帶|去掉|除了|除去)(?=[\p{L}\p{N}])/gu;
const CHINESE_END = /[的\s，。、,;；]|以外|之外/u;
const CHINESE_OR = /[和或与與及]/g;
const BEYOND = /^(?:以外|之外)/;

const JAPANESE =
  /なし|無し|抜き|以外|を除(?:いて|く)|(?:の|が|は)(?:写って)?(?:ない|無い|いない)(?=[\p{Script=Han}\p{Script=Katakana}\s、。]|$)|は?(?:不要|いらない)(?=[\sの、。]|$)/gu;
const HIRAGANA = /\p{Script=Hiragana}/u;
/** Words that end in なし and want everything: 種なし, 袖なし, 話. */
const NOT_WITHOUT = /[種袖名台底宿縁骨人]$|^(?:お?は|か|み|おもて|ろくで|なな)な?$/u;

/**
 * In the order of the text, without overlaps.
 * @param mentions of the text: a person or an own word is unwanted as such, a place or a date as what it looks like
 * @param closed stretches in which nothing is found
 */
export function unwantedIn(
  text: string,
  mentions: readonly Mention[],
  closed: readonly Stretch[],
): Unwanted[] {
  const names = mentions.filter(({ kind }) => kind !== 'words');
  const company = names.filter(
    ({ kind, value }) => kind === 'person' && (value === NOBODY || value === ONLY),
  );
  const found: Unwanted[] = [];
  const add = (some: readonly Unwanted[]) => {
    const isFree = some.every(
      (each) => ![...closed, ...company, ...found].some((other) => overlap(each, other)),
    );
    if (isFree) found.push(...some);
  };
  for (const match of text.matchAll(ENGLISH)) {
    add(
      behind(text, match, names, {
        end: ENGLISH_END,
        or: ENGLISH_OR,
        isNo: match.groups?.no?.toLowerCase() === 'no',
      }),
    );
  }
  for (const match of text.matchAll(CHINESE))
    add(behind(text, match, names, { end: CHINESE_END, or: CHINESE_OR }));
  for (const match of text.matchAll(JAPANESE)) add(before(text, match, names, closed));
  return found.sort((a, b) => a.from - b.from);
}

/** What stands behind an operator. */
function behind(
  text: string,
  { 0: operator, index: from }: RegExpExecArray,
  names: readonly Mention[],
  { end, or, isNo = false }: { end: RegExp; or: RegExp; isNo?: boolean },
): Unwanted[] {
  const start = from + operator.length;
  const named = names.filter((name) => name.said.from >= start).sort((a, b) => a.from - b.from);
  if (named[0]?.said.from === start || named[0]?.from === start) return unwantedNames(text, from, named, or);
  const limit = named[0]?.from ?? text.length;
  const stop = end.exec(text.slice(start, limit));
  const phrase = text.slice(start, stop ? start + stop.index : limit).trimEnd();
  if (phrase === '' || (isNo && ON_SIGNS.test(phrase))) return [];
  const last = start + phrase.length;
  const to = last + (BEYOND.exec(text.slice(last))?.[0].length ?? 0);
  const ors = [...phrase.matchAll(or)].filter(
    ({ 0: said, index }) => index > 0 && index + said.length < phrase.length,
  );
  const ends = [...ors.map(({ index }) => start + index), to];
  const begins = [start, ...ors.map(({ 0: said, index }) => start + index + said.length)];
  return begins.map((begin, i): Unwanted => {
    const until = ends[i] ?? to;
    const value = text.slice(begin, Math.min(until, last)).replace(ARTICLE, '');
    const said = { from: i === 0 ? from : begin, to: until };
    return { from: i === 0 ? from : (ends[i - 1] ?? from), to: until, said, kind: 'unwanted', value };
  });
}

/** "without Anna and Ben": the names that follow each other. */
function unwantedNames(text: string, from: number, named: readonly Mention[], or: RegExp): Unwanted[] {
  const found: Unwanted[] = [];
  for (const name of named) {
    const last = found.at(-1);
    const between = last ? text.slice(last.to, name.from) : '';
    const joins = between.trim() === '、' || between.replace(or, '').trim() === '';
    if (last && !(joins && between.trim() !== '')) break;
    const to = name.said.to + (BEYOND.exec(text.slice(name.said.to))?.[0].length ?? 0);
    const said = { from: last ? name.said.from : from, to };
    found.push({ from: last ? last.to : from, to, said, ...unwantedName(text, name) });
  }
  return found;
}

/** What stands before an operator. */
function before(
  text: string,
  { 0: operator, index }: RegExpExecArray,
  names: readonly Mention[],
  closed: readonly Stretch[],
): Unwanted[] {
  const to = index + operator.length;
  const name = names.find(({ said }) => said.to === index);
  if (name) {
    const said = { from: name.said.from, to };
    return [{ from: name.from, to, said, ...unwantedName(text, name) }];
  }
  const floor = Math.max(0, ...[...names, ...closed].flatMap((each) => (each.to <= index ? each.to : [])));
  let from = index;
  while (from > floor && !isBoundary(text, from, floor, index)) from--;
  const value = text.slice(from, index);
  const isWord = /[なし無]{2}/.test(operator) && NOT_WITHOUT.test(value);
  if (!/[\p{L}\p{N}]/u.test(value) || isWord) return [];
  return [{ from, to, said: { from, to }, kind: 'unwanted', value }];
}

/** Whether a word begins at a place: behind a space, a mark, or a particle that ends a word before it. */
function isBoundary(text: string, at: number, floor: number, end: number): boolean {
  const char = text[at - 1] ?? '';
  if (/[\s、。，,.!?！？「」]/.test(char)) return true;
  if (at === end || !/[のにでとをへがはもや]/.test(char)) return false;
  return at - 1 === floor || !HIRAGANA.test(text[at - 2] ?? '');
}

/** A person or an own word as such; what else has a name, as it looks. */
function unwantedName(text: string, { kind, value, said }: Mention): Pick<Unwanted, 'kind' | 'value'> {
  if (kind === 'person') return { kind: 'withoutPerson', value };
  if (kind === 'ownWord') return { kind: 'withoutOwnWord', value };
  return { kind: 'unwanted', value: text.slice(said.from, said.to) };
}

const overlap = (a: Stretch, b: Stretch) => a.from < b.to && b.from < a.to;
