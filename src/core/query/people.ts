/** People in a sentence: the names that the user gave, "only", and "nobody". */

import type { Candidate } from './candidate';
import { nameFinder } from './names';

/** Values that are no name, as they are written behind the key. */
export const NOBODY = 'none';
export const ONLY = 'only';

const NOBODY_SAID =
  /(?<![\p{L}\p{N}])(?:nobody|no[ -]one|(?:no|without(?: any)?) people|without anybody)(?![\p{L}\p{N}])|誰もいない|(?<!\p{Script=Han})人(?:の?いない|が(?:いない|写っていない)|なし|無し)|(?<!有)[没沒]有人(?![行物类類工])|[无無]人(?![机機区區岛島駅站店驾駕车車售販超船艇])/giu;
const ONLY_BEFORE =
  /(?:(?<![\p{L}\p{N}])(?:only|just|(?:nobody|no[ -]one)(?:\s+else)?\s+(?:but|except(?:\s+for)?))\s+|只有\s*|仅有?\s*)$/iu;
const ONLY_AFTER = /^\s*(?:だけ|のみ)/u;
export const TITLE = /^(?:さん(?!ぽ)|ちゃん|くん|君|様)/u;
/** "a rose" is a flower, "Rose" and "rose" are one who is called so. */
const ARTICLE_BEFORE = /(?<![\p{L}\p{N}])(?:an?|the|some|this|that|these|those|one|two|three)\s+$/iu;

/** Names that are words of what photos show: "street art" is not of Art. */
const ORDINARY: ReadonlySet<string> = new Set(
  (
    'amber art ash autumn basil bill bud chase clay daisy dawn destiny faith frank ginger glen grace grant hazel ' +
    'heather holly hope hunter iris ivy jade jasmine jewel joy lily mark may melody miles misty olive opal ' +
    'pearl penny pepper poppy ray rich rob robin rose rosemary ruby rusty sage sandy skip sky star stone summer ' +
    'sunny violet wade will willow'
  ).split(' '),
);

/** 赤い花 is a flower. */
const ADJECTIVE_BEFORE = /[いな]$/;

/** @param names as the user gave them @param edges where dates begin and end */
export function peopleIn(text: string, names: readonly string[], edges?: ReadonlySet<number>): Candidate[] {
  const found = namesIn(text, names, edges);
  const only = found.flatMap(({ from, to }) => onlyAround(text, from, to) ?? []).slice(0, 1);
  const none = [...text.matchAll(NOBODY_SAID)].map(({ 0: said, index }): Candidate => {
    const stretch = { from: index, to: index + said.length };
    return { ...stretch, ...PERSON, said: stretch, value: NOBODY, asks: { company: NOBODY } };
  });
  return [...found, ...only, ...none];
}

const PERSON = { kind: 'person', isLikely: true } as const;

function namesIn(text: string, names: readonly string[], edges?: ReadonlySet<number>): Candidate[] {
  const nameAt = nameFinder(names);
  const found: (Candidate & { isTitled: boolean })[] = [];
  for (let from = 0; from < text.length; from++) {
    const name = nameAt(text, from, edges);
    if (!name) continue;
    const { name: value, to: end } = name;
    const title = TITLE.exec(text.slice(end))?.[0].length ?? 0;
    const to = end + title;
    const isThing = title === 0 && isThingAt(text, from, end);
    const asks = { people: [value] };
    found.push({
      from,
      to,
      said: { from, to },
      kind: 'person',
      value,
      asks,
      isLikely: !isThing,
      isTitled: title > 0,
    });
    from = to - 1;
  }
  // Beside 桜さん, 桜 is the tree.
  const titled = new Set(found.flatMap(({ value, isTitled }) => (isTitled ? value : [])));
  return found.map(({ isTitled, ...each }) => ({
    ...each,
    isLikely: each.isLikely && (isTitled || !titled.has(each.value)),
  }));
}

/** Whether a name is more likely a word there. */
function isThingAt(text: string, from: number, to: number): boolean {
  const name = text.slice(from, to);
  if (/^\p{Script=Han}$/u.test(name)) return ADJECTIVE_BEFORE.test(text.slice(0, from));
  if (!/^\p{Ll}/u.test(name)) return false;
  const isAlone = text.trim() === name;
  return ARTICLE_BEFORE.test(text.slice(0, from)) || (ORDINARY.has(name) && !isAlone);
}

function onlyAround(text: string, from: number, to: number): Candidate | null {
  const only = (begin: number, end: number): Candidate => {
    const stretch = { from: begin, to: end };
    return { ...stretch, ...PERSON, said: stretch, value: ONLY, asks: { company: ONLY } };
  };
  const before = ONLY_BEFORE.exec(text.slice(0, from));
  if (before) return only(before.index, before.index + before[0].trimEnd().length);
  const after = ONLY_AFTER.exec(text.slice(to))?.[0];
  return after ? only(to + after.length - after.trimStart().length, to + after.length) : null;
}
