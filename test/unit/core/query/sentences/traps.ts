/**
 * What was misread at first, in three languages (`notation.ts`): lists of what is unwanted, and words that look like
 * names or operators.
 */

import type { Row } from './notation';

const ART = { people: ['Art', 'Lily'] };
const HANA = { people: ['花'] };

export const TRAPS: readonly Row[] = [
  ['a beach without Anna or dogs', 'a beach [withoutPerson Anna] [unwanted dogs]'],
  ['a beach without dogs or Anna', 'a beach [unwanted dogs] [withoutPerson Anna]'],
  ['no cats, dogs or Momo', '[unwanted cats] [unwanted dogs] [withoutOwnWord Momo]'],
  ['a lake, no boats, birds or people', 'a lake [unwanted boats] [unwanted birds] [unwanted people]'],
  ['without Anna, Ben or Momo', '[withoutPerson Anna] [withoutPerson Ben] [withoutOwnWord Momo]'],
  ['没有狗和小明', '[unwanted 狗] [withoutPerson 小明]'],
  ['没有小明和狗', '[withoutPerson 小明] [unwanted 狗]'],
  ['アンナと花子以外', '[withoutPerson アンナ] [withoutPerson 花子]'],
  ['アンナ、花子以外の写真', '[withoutPerson アンナ] [withoutPerson 花子] 写真'],

  ['Anna and not Ben', '[person Anna] [withoutPerson Ben]'],
  ['not Anna', '[withoutPerson Anna]'],
  ['beach not in Paris', 'beach [unwanted Paris]'],
  ['not a single person', 'not a single person'],
  ['no u turn', 'no u turn'],
  ['no way out', 'no way out'],
  ['有没有猫', '有没有猫'],
  ['要不要去海边', '要不要去海边'],
  ['还没有吃的蛋糕', '还没有吃的蛋糕'],
  ['見たことのない花', '見たことのない花'],

  ['nobody but Anna', '[person only] [person Anna]'],
  ['nobody except Anna', '[person only] [person Anna]'],
  ['无人机', '无人机'],
  ['無人駅', '無人駅'],
  ['有没有人', '有没有人'],
  ['大人のいない公園', '[unwanted 大人] 公園'],
  ['无人海滩', '[person none] 海滩'],

  ['大阪くんと海', '[words 大阪 ~ near 大阪] くんと海 => 大阪くんと海'],
  ['京都さんぽ', '[near 京都] さんぽ'],
  ['桜君', '[person 桜]'],
  ['street art', 'street [words art ~ person Art]', ART],
  ['water lily', 'water [words lily ~ person Lily]', ART],
  ['lily', '[person Lily]', ART],
  ['may flowers', '[words may ~ person May] flowers'],
  ['赤い花', '赤い [words 花 ~ person 花] => 赤い花', HANA],
  ['花の誕生日', '[person 花] 誕生日', HANA],
  ['joe\u0308anna', 'joe\u0308anna'],
];
