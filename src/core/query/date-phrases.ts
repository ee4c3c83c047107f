/** Dates that are worth suggesting. `dates/reader.ts` reads each of them. */

import type { Language } from '#core/languages';

export const DATE_PHRASES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    ...['today', 'yesterday', 'this week', 'last week', 'last weekend', 'this month', 'last month'],
    ...['this year', 'last year', 'last summer', 'last winter', 'last spring', 'last autumn'],
    ...['the last 3 months', 'a year ago'],
  ],
  ja: [
    ...['今日', '昨日', '今週', '先週', '先週末', '今月', '先月', '今年', '去年', '一昨年'],
    ...['去年の夏', '去年の冬', '去年の春', '去年の秋', 'この夏', '過去3か月', '1年前'],
  ],
  zh: [
    ...['今天', '昨天', '本周', '上周', '上周末', '这个月', '上个月', '今年', '去年', '前年'],
    ...['去年夏天', '去年冬天', '去年春天', '去年秋天', '最近三个月', '一年前'],
  ],
};
