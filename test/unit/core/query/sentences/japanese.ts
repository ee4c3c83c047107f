/** Sentences in Japanese, as they are typed, and how each is understood (`notation.ts`). Today is November 25, 2026. */

import type { Row } from './notation';

export const JAPANESE: readonly Row[] = [
  ['去年の夏に鎌倉の海でアンナ', '[date 去年の夏 = 2025-06..2025-08] [near 鎌倉] 海 [person アンナ]'],
  ['海辺の犬', '海辺の犬'],

  // People, with what stands behind a name.
  ['アンナと花子', '[person アンナ] [person 花子]'],
  ['アンナと花子の海', '[person アンナ] [person 花子] 海'],
  ['花子さんと海', '[person 花子] 海'],
  ['ｱﾝﾅの誕生日', '[person アンナ] 誕生日'],
  ['Ａｎｎａ　ｂｅａｃｈ', '[person Anna] ｂｅａｃｈ'],
  ['アンナプルナの山', 'アンナプルナの山'],
  ['花火大会', '花火大会', { people: ['花'] }],
  ['山田太郎と京都', '[person 山田太郎] [near 京都]'],
  ['アンナだけの写真', '[person アンナ] [person only] 写真'],
  ['人のいない海岸', '[person none] 海岸'],

  // Own words.
  ['モモとボール', '[ownWord モモ] ボール'],
  ['庭でモモが寝ている', '庭 [ownWord モモ] 寝ている'],
  ['モモンガ', 'モモンガ'],
  ['昨日のポチ', '[date 昨日 = 2026-11-24] [ownWord ポチ]'],

  // Places. Of Kobe there are no photos.
  ['京都のお寺', '[near 京都] お寺'],
  ['京都で紅葉', '[near 京都] 紅葉'],
  ['東京都の夜景', '[near 東京] 夜景'],
  ['東京タワー', '[words 東京 ~ near 東京] タワー => 東京タワー'],
  ['東京タワーの夜景、人なし', '[words 東京 ~ near 東京] タワーの夜景 [person none] => 東京タワーの夜景'],
  ['札幌の近くのラーメン', '[near 札幌] ラーメン'],
  ['札幌ラーメン', '[words 札幌 ~ near 札幌] ラーメン => 札幌ラーメン'],
  ['大阪旅行 2024年', '[near 大阪] 旅行 [date 2024年 = 2024]'],
  ['神戸の港', '神戸の港'],
  ['神戸付近の港', '[near 神戸] 港'],

  // Names that are words.
  ['桜さんと桜の木', '[person 桜] [words 桜 ~ person 桜] の木 => 桜の木'],
  ['桜と猫', '[person 桜] 猫'],
  ['桜餅', '桜餅'],
  ['八重桜', '八重桜'],
  ['さくらと公園', '[person さくら] 公園'],
  ['さくらんぼ', 'さくらんぼ'],
  ['夏みかん', '夏みかん'],
  ['夏の海', '[person 夏 ~ date 夏] 海'],
  ['去年の夏の夏さん', '[date 去年の夏 = 2025-06..2025-08] [person 夏]'],
  ['白い犬', '白い犬'],
  ['白の車', '[person 白] 車'],
  ['北海道の海', '北海道 [person 海]', { people: ['海'] }],
  ['上海の夜景', '[near 上海] 夜景', { people: ['海'] }],

  // A person and a place.
  ['千葉さんの家', '[person 千葉] 家'],
  ['千葉で潮干狩り', '[near 千葉 ~ person 千葉] 潮干狩り'],
  ['千葉と花子', '[person 千葉 ~ near 千葉] [person 花子]'],

  // What is not wanted.
  ['夕日なしの海', '[unwanted 夕日] 海'],
  ['海、夕日なし、船なし', '海 [unwanted 夕日] [unwanted 船]'],
  ['雲のない青空', '[unwanted 雲] 青空'],
  ['犬以外の動物', '[unwanted 犬] 動物'],
  ['アンナ以外', '[withoutPerson アンナ]'],
  ['種なしぶどう', '種なしぶどう'],

  // All together.
  ['この夏、プールで花子', '[date この夏 = 2026-06..2026-08] プール [person 花子]'],
  [
    '先週末、パリのカフェでアンナとモモ',
    '[date 先週末 = 2026-11-21..2026-11-22] [near パリ] カフェ [person アンナ] [ownWord モモ]',
  ],
];
