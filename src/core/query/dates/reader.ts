/** Finds dates among other words, in English, Japanese and Chinese. */

import type { TimeRange } from '#core/filter';
import { hull } from '#core/query/period';
import type { DateMention, DateReader } from '#core/query/reading';
import { EVER_AFTER, EVER_BEFORE, type WallTime, wallNow } from '#core/wall-clock';
import { clockOf, type Rule } from './calendar';
import { daysAmong } from './days';
import { EAST_ASIAN } from './east-asian';
import { ENGLISH } from './english';

/** Words that join two dates to a range. */
const UNTIL = /^\s*(?:[-–~〜]|to|until|till|through|and|から|到|至|と|和)\s*$/i;
/** Words before a date that belong to it. */
const BEFORE =
  /(?:^|\s)(?:(since|before|after|until)|(?:taken )?(?:in|on|from|of|during|between))(?: the)?\s+$|[在于]$/i;
/** The same after it. "〜" is left out: `UNTIL` has taken it already. */
const BEHIND = /^(?:(以前|之前|まで)|(以降|以来|以後|以后|之后|から))?[のにで的]?/;
const EAST_ASIAN_END = /[\p{Script=Han}\p{Script=Hiragana}]$/u;

/**
 * @param locale of the person, BCP 47: seasons and 6/5 depend on it
 * @param now what the person's clock shows: today and last summer depend on it
 */
export function dateReader(locale: string, now: WallTime = wallNow()): DateReader {
  const clock = clockOf(now, locale);
  const found = (text: string) => [
    ...[...ENGLISH, ...EAST_ASIAN].flatMap((rule) => matchesOf(rule, text, clock)),
    ...daysAmong(text, clock),
  ];
  const among = (typed: string) => {
    const text = narrow(typed);
    return joined(text, longest(found(text))).map((mention) => extended(text, mention));
  };
  const whole = (text: string) => {
    const [first] = among(text);
    return first?.from === 0 && first.to === text.length ? first.range : null;
  };
  return {
    among,
    only(text) {
      const said = text.trim();
      // "date:summer" means some summer; the last one is the best guess.
      return whole(said) ?? whole(`last ${said}`) ?? whole(`去年の${said}`);
    },
  };
}

/** Full-width letters and digits as plain ones, each in its place: the mentions stay where they were typed. */
function narrow(text: string): string {
  return text.replace(/[！-～]/g, (character) => character.normalize('NFKC'));
}

function matchesOf(
  { pattern, range }: Rule,
  text: string,
  clock: Parameters<Rule['range']>[1],
): DateMention[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const meant = range(match, clock);
    return meant ? { from: match.index, to: match.index + match[0].length, range: meant } : [];
  });
}

/** Overlapping mentions reduced to the longest, in the order of the text. */
function longest(mentions: readonly DateMention[]): DateMention[] {
  const kept: DateMention[] = [];
  for (const mention of mentions.toSorted((a, b) => b.to - b.from - (a.to - a.from))) {
    if (kept.every(({ from, to }) => mention.to <= from || mention.from >= to)) kept.push(mention);
  }
  return kept.sort((a, b) => a.from - b.from);
}

/** A mention, or two joined to a range. */
interface Span extends DateMention {
  both?: true;
}

/** Joins "June 2023 to August 2024" into one span. */
function joined(text: string, mentions: readonly DateMention[]): Span[] {
  const result: Span[] = [];
  for (const mention of mentions) {
    const last = result.at(-1);
    if (last && UNTIL.test(text.slice(last.to, mention.from))) {
      result[result.length - 1] = {
        from: last.from,
        to: mention.to,
        range: hull(last.range, mention.range),
        both: true,
      };
    } else {
      result.push(mention);
    }
  }
  return result;
}

/** The mention with the small words around it, which may make the range open at one end. */
function extended(text: string, { from, to, range, both }: Span): DateMention {
  const before = BEFORE.exec(text.slice(0, from));
  const behind = EAST_ASIAN_END.test(text.slice(from, to)) ? BEHIND.exec(text.slice(to)) : null;
  const [small = '', word = ''] = before ?? [];
  const [particles = '', until, since] = behind ?? [];
  const open = word.toLowerCase() || (until && 'until') || (since && 'since') || '';
  return {
    from: from - small.trimStart().length,
    to: to + particles.length,
    // In "2019年から2021年まで" the last word opens nothing: the range has both ends already.
    range: both ? range : opened(range, open),
  };
}

function opened({ from, before }: TimeRange, word: string): TimeRange {
  switch (word) {
    case 'since':
      return { from, before: EVER_AFTER };
    case 'after':
      return { from: before, before: EVER_AFTER };
    case 'before':
      return { from: EVER_BEFORE, before: from };
    case 'until':
      return { from: EVER_BEFORE, before };
    default:
      return { from, before };
  }
}
