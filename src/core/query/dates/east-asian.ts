/**
 * Dates in Japanese and Chinese. The two share most of their words, and a text of Chinese characters
 * alone may be either, so the rules do not ask which it is. A season or a numeral alone is not a date.
 */

import type { TimeRange } from '#core/filter';
import { period } from '#core/query/period';
import { fieldsOf } from '#core/wall-clock';
import {
  type Clock,
  dateOf,
  decadeOf,
  latest,
  pastUnits,
  type Rule,
  type Season,
  type Shift,
  seasonOf,
  type Unit,
  unitAway,
  weekdayOf,
  weekendOf,
  yearly,
  yearOf,
} from './calendar';

/** The year before an era's first. */
const ERAS: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925 };
/** Years, then weeks and months, then days, counted from the present one. */
const YEARS = { 今年: 0, 本年: 0, 去年: -1, 昨年: -1, 前年: -2, 一昨年: -2, おととし: -2, 来年: 1, 明年: 1 };
const TURNS = { 今: 0, 这: 0, 这个: 0, 本: 0, 先: -1, 上: -1, 上个: -1, 先々: -2, 上上: -2, 上上个: -2 };
const DAYS = {
  ...{ 今日: 0, 今朝: 0, 今夜: 0, 今天: 0, 今早: 0, 今晚: 0 },
  ...{ 昨日: -1, 昨夜: -1, 昨晩: -1, きのう: -1, 昨天: -1, 昨晚: -1 },
  ...{ 一昨日: -2, おととい: -2, 前天: -2, 大前天: -3 },
};

const NUMBER = String.raw`(?<![\d０-９〇零一二三四五六七八九十])([\d０-９]{1,4}|[〇零一二三四五六七八九十两]{1,4})`;
const YEAR = `(?:(${oneOf(ERAS)})?(?:${NUMBER}|(元))年|(${oneOf(YEARS)}))`;
const MONTH = `${NUMBER}月(?:${NUMBER}[日号])?`;
/** A season followed by another Chinese character is mostly part of another word: 夏休み, 冬至. */
const SEASON = String.raw`([春夏秋冬])(?:[天季]|(?!\p{Script=Han}))`;
const TURN = `(${oneOf(TURNS)})`;
const UNIT = '([日天年]|[个かヶカヵケ]月|週間?|周|个?星期|个?礼拜)';

export const EAST_ASIAN: readonly Rule[] = [
  rule(
    `${YEAR}(?:[の的]?(?:${MONTH}|${SEASON}))?`,
    ([, era, number, first, word, month, day, season], clock) => {
      const year = word
        ? fromNow(YEARS, word, clock)
        : (ERAS[era ?? ''] ?? 0) + (first ? 1 : numberOf(number));
      if (month) return dateOf(year, numberOf(month), day === undefined ? undefined : numberOf(day), clock);
      return yearOf(year, clock) && (season ? seasonOf(year, seasonNamed(season), clock) : period(year));
    },
  ),
  rule(
    `${NUMBER}[の的]?${SEASON}`,
    ([, year, season], clock) =>
      yearOf(numberOf(year), clock) && seasonOf(numberOf(year), seasonNamed(season), clock),
  ),
  rule(`${NUMBER}月${NUMBER}[日号]`, ([, month, day], clock) =>
    lately(numberOf(month), numberOf(day), clock),
  ),
  // 五月 and 三月 are names as well.
  rule(String.raw`(?<![\d０-９年])([\d０-９]{1,2})月`, ([, month], clock) =>
    lately(numberOf(month), undefined, clock),
  ),
  rule(`(この|今|这个|前の|先の|去|上个)${SEASON}`, ([, word = '', season], clock) => {
    const turn: Shift = ['この', '今', '这个'].includes(word) ? 0 : -1;
    return yearly(turn, (year) => seasonOf(year, seasonNamed(season), clock), clock);
  }),
  rule(`${TURN}月(?!曜)`, ([, word], clock) => unitAway('month', away(TURNS, word), clock)),
  rule(`${TURN}(?:週|周|星期|礼拜)(末)?`, ([, word, end], clock) => {
    const weeks = away(TURNS, word);
    return end ? weekendOf(weeks, clock) : unitAway('week', weeks, clock);
  }),
  rule(`${TURN}(?:周|星期|礼拜)([一二三四五六日天])`, ([, word, day], clock) =>
    weekdayOf(away(TURNS, word), '一二三四五六日'.indexOf(day === '天' ? '日' : (day ?? '')), clock),
  ),
  rule(`${TURN}週の?([月火水木金土日])曜日?`, ([, word, day], clock) =>
    weekdayOf(away(TURNS, word), '月火水木金土日'.indexOf(day ?? ''), clock),
  ),
  rule(String.raw`(?<!\p{Script=Hiragana})(${oneOf(DAYS)})`, ([, word], clock) =>
    unitAway('day', away(DAYS, word), clock),
  ),
  rule(
    `${NUMBER}${UNIT}(?:之前|以前|前)`,
    ([, count, unit], clock) => spanned(count) && unitAway(unitNamed(unit), -numberOf(count), clock),
  ),
  rule(
    `(?:過去|过去|最近)${NUMBER}${UNIT}間?`,
    ([, count, unit], clock) => spanned(count) && pastUnits(unitNamed(unit), numberOf(count), clock),
  ),
  rule(`${NUMBER}年代`, ([, number], clock) => decadeOf(String(numberOf(number)), clock)),
];

function rule(phrase: string, range: Rule['range']): Rule {
  return { pattern: new RegExp(phrase, 'gu'), range };
}

/** The words of a table, the longest first, because an alternation takes the first that fits. */
function oneOf(table: Readonly<Record<string, number>>): string {
  return Object.keys(table)
    .sort((a, b) => b.length - a.length)
    .join('|');
}

function away(table: Readonly<Record<string, number>>, word = ''): number {
  return table[word] ?? 0;
}

function fromNow(table: Readonly<Record<string, number>>, word: string, { now }: Clock): number {
  return fieldsOf(now).year + away(table, word);
}

function seasonNamed(character = ''): Season {
  return '春夏秋冬'.indexOf(character) as Season;
}

function unitNamed(unit = ''): Unit {
  if (unit.endsWith('月')) return 'month';
  if (unit === '年') return 'year';
  return unit === '日' || unit === '天' ? 'day' : 'week';
}

/** The most recent such month or day. */
function lately(month: number, day: number | undefined, clock: Clock): TimeRange | null {
  const real = dateOf(fieldsOf(clock.now).year, month, day, clock);
  return real && latest((year) => period(year, month, day), clock);
}

/** Whether it can be a number of days or years back: in "2024年以前" it is a year. */
function spanned(count: string | undefined): true | null {
  return numberOf(count) <= 200 || null;
}

/** The value of "２０２４", "二〇二四", "十二", "两"; 0 if it is not a number. */
function numberOf(text = ''): number {
  const plain = text
    .normalize('NFKC')
    .replace(/[零〇一二三四五六七八九]/g, (digit) =>
      String('〇一二三四五六七八九'.indexOf(digit === '零' ? '〇' : digit)),
    )
    .replace('两', '2');
  const [, tens, ones] = /^(\d?)十(\d?)$/.exec(plain) ?? [];
  if (tens !== undefined) return 10 * Number(tens || 1) + Number(ones || 0);
  return /^\d+$/.test(plain) ? Number(plain) : 0;
}
