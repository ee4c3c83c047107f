/** Who and what has a name in the tables, and where photos were taken. */

/** Everybody and everything that has a name in the tables. */
export const PEOPLE = [
  ...['Anna', 'Anna Lee', 'Ben', 'May', 'Rose', 'Paris', 'Summer'],
  ...['アンナ', '花子', '桜', 'さくら', '夏', '千葉', '山田太郎'],
  ...['小明', '安娜', '王芳', '李雷', '白'],
];
export const OWN_WORDS = ['Momo', 'my bike', 'モモ', 'ポチ', '豆豆', '团团', '老房子'];

/** As `Cities` takes them. */
export const GAZETTEER = [
  'Shanghai\tCN\t31.22\t121.46\t上海',
  'Beijing\tCN\t39.91\t116.40\t北京',
  'Tokyo\tJP\t35.69\t139.69\t東京\t东京',
  'London\tGB\t51.51\t-0.13\tロンドン\t伦敦',
  'New York City\tUS\t40.71\t-74.01\tニューヨーク\tNew York\t纽约',
  'Paris\tFR\t48.85\t2.35\tパリ\t巴黎',
  'Osaka\tJP\t34.69\t135.50\t大阪',
  'Sapporo\tJP\t43.06\t141.35\t札幌',
  'Kobe\tJP\t34.69\t135.18\t神戸\t神户',
  'Kyoto\tJP\t35.02\t135.75\t京都',
  'Chiba\tJP\t35.60\t140.12\t千葉\t千叶',
  'Nice\tFR\t43.70\t7.27\tニース\t尼斯',
  'Kamakura\tJP\t35.31\t139.55\t鎌倉\t镰仓',
  'Orange\tUS\t33.79\t-117.85',
  'Bath\tGB\t51.38\t-2.36',
].join('\n');

/** Where photos were taken: near all of these places but London, Kobe and Bath. */
export const TAKEN_AT = [
  ...[
    [31.2, 121.5],
    [39.9, 116.4],
    [35.7, 139.7],
    [40.7, -74],
    [48.9, 2.3],
    [34.7, 135.5],
  ],
  ...[
    [43.1, 141.3],
    [35, 135.8],
    [35.6, 140.1],
    [43.7, 7.3],
    [35.3, 139.5],
    [33.8, -117.8],
  ],
].map(([latitude = 0, longitude = 0]) => ({ latitude, longitude }));
