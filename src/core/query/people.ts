/** People in a sentence: the names that the user gave, "only", and "nobody". */

import type { Filter } from '#core/filter';
import { nameFinder } from './names';

/** A stretch of a text that says who is in a photo. */
interface PersonMention {
  /** Characters of the text, [from, to): with "and" behind a name, and what a name is followed by in Japanese. */
  from: number;
  to: number;
  /** The name, `NOBODY` or `ONLY`. */
  value: string;
  asks: Partial<Filter>;
}

interface PeopleReader {
  /** In the order of the text, without overlaps. */
  among(text: string): PersonMention[];
}

/** Values that are no name, as they are written behind the key. */
export const NOBODY = 'none';
export const ONLY = 'only';

const NOBODY_SAID =
  /(?<![\p{L}\p{N}])(?:nobody|no[ -]one|no people)(?![\p{L}\p{N}])|誰もいない|人の?いない|人が(?:いない|写っていない)|没有人|沒有人|无人|無人/giu;
const ONLY_BEFORE = /(?:(?<![\p{L}\p{N}])(?:only|just)\s+|只有\s*|仅有?\s*)$/iu;
const ONLY_AFTER = /^\s*(?:だけ|のみ)/u;
/** What stands between two names and says nothing more. */
const AND = /^(?:\s*(?:[,&、，＆+]|と|和|跟|与|與)\s*(?:and\s+)?|\s+(?:and|with)\s+)$/iu;
const TITLE = /^(?:さん|ちゃん|くん|君|様)/u;

/** @param names as the user gave them */
export function peopleReader(names: readonly string[]): PeopleReader {
  const nameAt = nameFinder(names);
  return {
    among(text) {
      const found: PersonMention[] = [];
      for (let at = 0; at < text.length; at++) {
        const said = nameAt(text, at);
        if (!said) continue;
        const to = said.to + (TITLE.exec(text.slice(said.to))?.[0].length ?? 0);
        found.push({ from: at, to, value: said.name, asks: { people: [said.name] } });
        at = to - 1;
      }
      const only = found.flatMap(({ from, to }) => onlyAround(text, from, to) ?? []);
      const none = [...text.matchAll(NOBODY_SAID)].map(({ 0: said, index }) => ({
        ...{ from: index, to: index + said.length },
        ...{ value: NOBODY, asks: { company: NOBODY } as const },
      }));
      const all = [...found, ...only.slice(0, 1), ...none].sort((a, b) => a.from - b.from);
      const apart = all.filter((mention, i) => i === 0 || mention.from >= (all[i - 1]?.to ?? 0));
      return apart.map((mention, i) => {
        const next = apart[i + 1];
        const between = next && text.slice(mention.to, next.from);
        return between && AND.test(between) ? { ...mention, to: next.from - spacesAt(between) } : mention;
      });
    },
  };
}

function onlyAround(text: string, from: number, to: number): PersonMention | null {
  const asks = { company: ONLY } as const;
  const before = ONLY_BEFORE.exec(text.slice(0, from));
  if (before) {
    return { from: before.index, to: before.index + before[0].trimEnd().length, value: ONLY, asks };
  }
  const after = ONLY_AFTER.exec(text.slice(to));
  if (!after) return null;
  return { from: to + spacesBefore(after[0]), to: to + after[0].length, value: ONLY, asks };
}

const spacesAt = (text: string) => text.length - text.trimEnd().length;
const spacesBefore = (text: string) => text.length - text.trimStart().length;
