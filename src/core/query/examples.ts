/** Queries that show a newcomer what can be asked: a scene, a thing without another, a mood in a season, a paper. */

import type { Language } from '#core/languages';

export const EXAMPLES: Record<Language, readonly string[]> = {
  en: ['the sea at sunset', 'a dog -indoors', 'people laughing last summer', 'a receipt'],
  ja: ['夕焼けの海', '犬 -室内', '去年の夏の笑顔', 'レシート'],
  zh: ['日落时的大海', '狗 -室内', '去年夏天的笑脸', '收据'],
};
