/** What a sentence does not want, without an operator: "no sunset", "but not Momo", 夕日なし, 不要夕阳. */

import type { Mention } from './mentions';
import { NOBODY, ONLY } from './people';
import type { QueryPart, Stretch } from './reading';
import { overlap } from './stretches';

export interface Unwanted extends Stretch {
  /** With "no", without the comma before it. */
  said: Stretch;
  kind: 'unwanted' | 'withoutPerson' | 'withoutOwnWord';
  value: string;
  leaves?: NonNullable<QueryPart['leaves']>;
}

const ENGLISH =
  /(?<![\p{L}\p{N}'’-])(?:(?:but\s+)?(?<no>no|without(?:\s+any)?|except(?:\s+for)?|excluding)|but\s+not|(?<not>(?:and\s+)?not))\s+(?=\p{L})/giu;
const ENGLISH_END =
  /[,;、，。!?]|\.(?!\p{L})|\s+(?:in|at|on|with|near|from|by|during|around|under|behind|beside|over|for|to|but|while)(?!\p{L})|\s+and\s+(?:an?|the|with|no|without|my|our)(?!\p{L})/iu;
/** Between two of several; a comma only before "or": "no boats, birds or people". */
const ENGLISH_OR =
  /\s*(?:,\s*)?(?<!\p{L})(?:or|nor|and)\s+(?:no\s+)?(?!(?:an?|the|with|without|my|our)(?!\p{L}))|\s*,\s*(?=[^,;.、，。!?]{1,40}\s(?:or|nor)\s)/iuy;
const ARTICLE = /^(?:an?|the|any|my|our)\s+/i;
/** Behind "no" they are on signs. */
const ON_SIGNS =
  /^(?:parking|smoking|entry|entrance|exit|swimming|fishing|diving|trespassing|littering|u[- ]turns?|way|trucks|man|more|less|matter)(?!\p{L})|\bsigns?$/iu;

const CHINESE = /(?<![有要还還])(?:不要|没有|沒有|不含|不带|不帶|去掉|除了|除去)(?=[\p{L}\p{N}])/gu;
const CHINESE_END = /[的\s，。、,;；]|以外|之外/u;
const CHINESE_OR = /[和或与與及、]/uy;
const BEYOND = /^(?:以外|之外)/;

const JAPANESE =
  /なし|無し|抜き|以外|を除(?:いて|く)|(?:の|が|は)(?:写って)?(?:ない|無い|いない)(?=[\p{Script=Han}\p{Script=Katakana}\s、。]|$)|は?(?:不要|いらない)(?=[\sの、。]|$)/gu;
/** Operators that are about all names before them. */
const OF_SEVERAL = /以外|除/;
/** Between those names. */
const JAPANESE_OR = /^\s*(?:さん|ちゃん|くん)?\s*[とや、・]\s*$/u;
const HIRAGANA = /\p{Script=Hiragana}/u;
/** What なし is a part of, and not an operator behind: 種なし, 袖なし, はなし (a story). */
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
  const isTaken = ({ index }: RegExpExecArray) => index < (found.at(-1)?.to ?? 0);
  for (const match of text.matchAll(ENGLISH)) {
    if (isTaken(match)) continue;
    add(
      behind(text, match, names, closed, {
        end: ENGLISH_END,
        or: ENGLISH_OR,
        isNo: match.groups?.no?.toLowerCase() === 'no',
        isNamed: match.groups?.not !== undefined,
      }),
    );
  }
  for (const match of text.matchAll(CHINESE))
    if (!isTaken(match)) add(behind(text, match, names, closed, { end: CHINESE_END, or: CHINESE_OR }));
  for (const match of text.matchAll(JAPANESE)) add(before(text, match, names, closed));
  return found.sort((a, b) => a.from - b.from);
}

/** What stands behind an operator: names and phrases, joined by "or". */
function behind(
  text: string,
  { 0: operator, index: from }: RegExpExecArray,
  names: readonly Mention[],
  closed: readonly Stretch[],
  { end, or, isNo = false, isNamed = false }: { end: RegExp; or: RegExp; isNo?: boolean; isNamed?: boolean },
): Unwanted[] {
  const found: Unwanted[] = [];
  let begin = from + operator.length;
  for (;;) {
    const { to, isName, ...what } = unwantedAt(text, begin, names, closed, end, or);
    if (isNamed && !isName) break;
    if (what.value === '' || (isNo && found.length === 0 && ON_SIGNS.test(what.value))) break;
    const last = found.at(-1);
    const until = to + (BEYOND.exec(text.slice(to))?.[0].length ?? 0);
    const said = { from: last ? begin : from, to: until };
    found.push({ from: last ? last.to : from, to: until, said, ...what });
    or.lastIndex = until;
    const join = or.exec(text);
    if (!join) break;
    begin = until + join[0].length;
  }
  const [first, second] = found;
  if (first && second) first.leaves = { operator, to: second.said.from };
  return found;
}

/** A name that begins there, or the words up to the next one. */
function unwantedAt(
  text: string,
  begin: number,
  names: readonly Mention[],
  closed: readonly Stretch[],
  end: RegExp,
  or: RegExp,
) {
  const name = names.find(({ from, said }) => said.from === begin || from === begin);
  if (name) return { to: name.said.to, isName: true, ...unwantedName(text, name) };
  const limit = [...names, ...closed].reduce(
    (to, { from }) => (from >= begin && from < to ? from : to),
    text.length,
  );
  const stop = end.exec(text.slice(begin, limit));
  let to = stop ? begin + stop.index : limit;
  for (let at = begin + 1; at < to; at++) {
    or.lastIndex = at;
    if (or.test(text)) to = at;
  }
  to = begin + text.slice(begin, to).trimEnd().length;
  return { to, isName: false, kind: 'unwanted', value: text.slice(begin, to).replace(ARTICLE, '') } as const;
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
    const all = [name];
    const joinedTo = (next: Mention) =>
      names.find(({ said, to }) => to <= next.from && JAPANESE_OR.test(text.slice(said.to, next.from)));
    let prior = OF_SEVERAL.test(operator) ? joinedTo(name) : undefined;
    while (prior) {
      all.unshift(prior);
      prior = joinedTo(prior);
    }
    return all.map((each, i) => {
      const until = all[i + 1]?.from ?? to;
      const said = { from: each.said.from, to: i + 1 < all.length ? each.said.to : to };
      return { from: each.from, to: until, said, ...unwantedName(text, each) };
    });
  }
  const floor = Math.max(0, ...[...names, ...closed].flatMap((each) => (each.to <= index ? each.to : [])));
  let from = index;
  while (from > floor && !isBoundary(text, from, floor, index)) from--;
  const value = text.slice(from, index);
  const isWord = (/なし|無し/.test(operator) && NOT_WITHOUT.test(value)) || /こと$/.test(value);
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
