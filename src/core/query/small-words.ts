/**
 * Small words beside what was found in a sentence: "Anna [with] Momo", 海[で]アンナ, 小明[的]生日. They say how the
 * parts belong together and nothing of what a photo shows.
 */

const SMALL = 'and|or|with|of|by|for|from|in|at|on|to|near|the|an?|my|our|but';
const MARK = '[,、，;；&＆]';
const KANA = '\\p{Script=Hiragana}';
const PARTICLES = '(?:から|まで|より)?(?:[のにでとをがはへ]{1,2}|[もや])';

/** Nothing else stands between two parts, or beside one. */
const ALL = new RegExp(
  `^(?:\\s|${MARK}|(?<!\\p{L})(?:${SMALL})(?!\\p{L})|^${PARTICLES}$|[的和与與跟同在])*$`,
  'iu',
);
const BEHIND = new RegExp(
  `^(?:['’]s(?![\\p{L}\\p{N}])|\\s*${MARK}|\\s+and(?=\\s)|の|を|が|的|(?:に|で|と|は|へ)[のはも]?(?!${KANA})|[もや](?!${KANA}))+`,
  'iu',
);
/** Behind Chinese characters and katakana hiragana is a particle, whatever follows: 京都でお茶. */
const BEHIND_CONTENT = new RegExp(
  `^(?:${PARTICLES.replace('|[もや]', '')}|[もや](?!${KANA})|的|\\s*${MARK})+`,
  'u',
);
const CONTENT = /[\p{Script=Han}\p{Script=Katakana}ー]$/u;
const BEFORE = [
  new RegExp(`(?:^|\\s)(?:${SMALL})\\s*$`, 'iu'),
  new RegExp(`(?:\\s|${MARK})+$`, 'u'),
  new RegExp(`(?<!^|${KANA})(?:から|まで|[のにでとをがはへもや])$`, 'u'),
  // かに is a crab.
  new RegExp(`(?<=${KANA})[のでとを]$`, 'u'),
  // 平和 is peace.
  /(?<!^|[平温柔調共])[的和与與跟同在]$/u,
];

/** Whether there is nothing but small words. */
export function isSmall(text: string): boolean {
  return ALL.test(text);
}

/** How many characters at the beginning belong to the part before them. @param said what that part says */
export function smallBehind(text: string, said: string): number {
  const pattern = CONTENT.test(said) ? BEHIND_CONTENT : BEHIND;
  return pattern.exec(text)?.[0].length ?? BEHIND.exec(text)?.[0].length ?? 0;
}

/** The text without small words at its end, which belong to the part behind them. */
export function withoutSmallBefore(text: string): string {
  for (const pattern of BEFORE) {
    const left = text.replace(pattern, '');
    if (left !== text) return withoutSmallBefore(left);
  }
  return text;
}
