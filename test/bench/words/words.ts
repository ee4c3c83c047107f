/**
 * Times queries over the words of 100,000 photos, in Node: the index needs nothing of a browser. Processor time,
 * because the index has one thread, and what else the machine does is no matter of its.
 */

import { WordIndex } from '../../../workers/search/words/index';
import { WrittenPhotos } from '../../fixtures/written-photos';
import { median } from '../page/timing';
import type { WideTable } from '../report';

const PHOTOS = 100_000;
/** As many hits as the page shows at first. */
const LIMIT = 100;
const ROUNDS = 5;
/** Photos that are made at once, which is not timed. */
const BATCH = 1000;

/** Ten of each kind. */
const QUERIES: Record<string, readonly string[]> = {
  'words that many photos have':
    'total,exit,no parking,合计,小计,现金,合計,非常口,駐車禁止,ありがとうございました'.split(','),
  'words of a few photos, or of none':
    'restaurant,edinburgh,contion,shanoing,超市营业,號碼,給我,コーヒー,ラーメン,領収書'.split(','),
  'with a wrong letter or a look-alike':
    'platfrom,welcone,t0tal,subtota1,小心地渭,欢迎光监,營業中,非常囗,ありがとうごさいました,スト了'.split(
      ',',
    ),
  'short ones': 'no,ex,ta,税,中,口,計,イト,30,7'.split(','),
  numbers: '03-1234-5678,1980,12,345,2024/12/24,2019,18:42,¥1,980,88412,0312345678,9:00-17:00'.split(
    /,(?!980|345)/,
  ),
  'several words':
    'store cash,total thank you,exit welcome,please wait here for the tour,change for your visit,超市 现金,合计 找零,ストア 合計,営業中 足元注意,お釣り ありがとう'.split(
      ',',
    ),
};

export function words(): WideTable {
  const photos = new WrittenPhotos();
  const index = new WordIndex();
  let symbols = 0;
  let building = 0;
  for (let from = 1; from <= PHOTOS; from += BATCH) {
    const batch = Array.from({ length: BATCH }, () => photos.next());
    for (const { text } of batch.flat()) symbols += text.length;
    const start = processorMs();
    for (const [i, lines] of batch.entries()) index.add(from + i, lines);
    building += processorMs() - start;
  }
  const times = Object.entries(QUERIES).map(([kind, queries]): [string, number[]] => [
    kind,
    // Each query by its median, so that what else the machine does is not the slowest query.
    queries.map((query) => median(Array.from({ length: ROUNDS }, () => timeOf(index, query)))),
  ]);
  const all = times.flatMap(([, each]) => each);
  const row = (each: readonly number[], ...others: number[]) => [median(each), Math.max(...each), ...others];
  return {
    title: `Words in ${PHOTOS.toLocaleString('en')} photos of ${Math.round(symbols / PHOTOS)} characters, one thread, processor time`,
    columns: ['ms a query, median', 'slowest', 's to build', 'bytes a photo'],
    rows: {
      ...Object.fromEntries(times.map(([kind, each]) => [kind, row(each, Number.NaN, Number.NaN)])),
      [`all ${all.length}`]: row(all, building / 1000, Math.round(index.bytes / PHOTOS)),
    },
  };
}

function timeOf(index: WordIndex, query: string): number {
  const start = processorMs();
  index.find(query, { limit: LIMIT, passing: null });
  return processorMs() - start;
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
