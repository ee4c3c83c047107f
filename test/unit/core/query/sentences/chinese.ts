/** Sentences in Chinese, as they are typed, and how each is understood (`notation.ts`). Today is November 25, 2026. */

import type { Row } from './notation';

export const CHINESE: readonly Row[] = [
  ['去年夏天在镰仓的海边', '[date 去年夏天 = 2025-06..2025-08] [near 镰仓] 海边'],
  ['海边的狗', '海边的狗'],

  // People.
  ['小明', '[person 小明]'],
  ['小明和安娜', '[person 小明] [person 安娜]'],
  ['小明和安娜在海边', '[person 小明] [person 安娜] 在海边'],
  ['小明的生日', '[person 小明] 生日'],
  ['小明生日蛋糕', '[person 小明] 生日蛋糕'],
  ['安娜、小明、王芳在海边合影', '[person 安娜] [person 小明] [person 王芳] 在海边合影'],
  ['只有小明', '[person only] [person 小明]'],
  ['没有人的海滩', '[person none] 海滩'],
  ['王小明的书包', '王小明的书包'],

  // Own words.
  ['安娜和豆豆在公园', '[person 安娜] [ownWord 豆豆] 在公园'],
  ['豆豆在沙发上睡觉', '[ownWord 豆豆] 在沙发上睡觉'],
  ['土豆豆腐汤', '土豆豆腐汤'],
  ['团团的雪橇', '[ownWord 团团] 雪橇'],
  ['老房子的院子', '[ownWord 老房子] 院子'],
  ['小明在老房子门口', '[person 小明] [ownWord 老房子] 门口'],

  // Places. Of London there are no photos.
  ['北京的胡同', '[near 北京] 胡同'],
  ['北京故宫', '[near 北京] 故宫'],
  ['北京烤鸭', '[near 北京] 烤鸭'],
  ['在北京吃烤鸭', '[near 北京] 吃烤鸭'],
  ['去上海旅行', '[near 上海] 旅行'],
  ['上海夜景', '[near 上海] 夜景'],
  ['上海的海', '[near 上海] [person 海]', { people: ['海'] }],
  ['东京塔', '[words 东京 ~ near 东京] 塔 => 东京塔'],
  ['纽约的大桥', '[near 纽约] 大桥'],
  ['巴黎的咖啡馆', '[near 巴黎] 咖啡馆'],
  ['伦敦的红色巴士', '伦敦的红色巴士'],
  ['伦敦附近的红色巴士', '[near 伦敦] 红色巴士'],
  ['尼斯海滩去年', '[near 尼斯] 海滩 [date 去年 = 2025]'],

  // Names that are words.
  ['五月的花', '[person 五月 ~ date 五月] 花', { people: ['五月'] }],
  ['白色的猫', '白色的猫'],
  ['白的照片', '[person 白] 照片'],
  ['小白兔', '小白兔'],

  // Dates.
  ['2024年5月的樱花', '[date 2024年5月 = 2024-05] 樱花'],
  ['5月的小明', '[date 5月 = 2026-05] [person 小明]'],
  ['最近三个月的猫', '[date 最近三个月 = 2026-08-25..2026-11-25] 猫'],
  ['2019年到2021年的山', '[date 2019年到2021年 = 2019..2021] 山'],
  ['２０２４年的北京', '[date ２０２４年 = 2024] [near 北京]'],

  // What is not wanted.
  ['海边，不要夕阳', '海边 [unwanted 夕阳]'],
  ['没有夕阳的海边', '[unwanted 夕阳] 海边'],
  ['除了狗以外的动物', '[unwanted 狗] 动物'],
  ['街道，没有汽车和自行车', '街道 [unwanted 汽车] [unwanted 自行车]'],
  ['不要小明', '[withoutPerson 小明]'],
  ['没有安娜的海边', '[withoutPerson 安娜] 海边'],
  ['公园里没有豆豆', '公园里 [withoutOwnWord 豆豆]'],
  ['无花果树', '无花果树'],

  // All together.
  ['上周末在公园的王芳', '[date 上周末 = 2026-11-21..2026-11-22] 在公园 [person 王芳]'],
  ['王芳和李雷上个月在北京', '[person 王芳] [person 李雷] [date 上个月 = 2026-10] [near 北京]'],
  ['去年冬天札幌的雪，没有人', '[date 去年冬天 = 2025-12..2026-02] [near 札幌] 雪 [person none]'],
];
