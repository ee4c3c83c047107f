import type { WordsState } from '#workers/library/contract';
import { problemLine, t } from '../i18n';
import { useWords } from '../parts/use-asked';
import { BackgroundSwitch } from './BackgroundSwitch';

/** Whether words in photos are read, and how far that is. */
export function WordsInPhotos() {
  return (
    <BackgroundSwitch
      feature={useWords()}
      id="words"
      label={t('words.read')}
      text={t('words.text')}
      lineOf={lineOf}
    />
  );
}

function lineOf({ state, read, total, problem }: WordsState): string {
  if (problem === 'decoder-missing') return t('words.missing');
  if (problem) return problemLine(problem);
  if (total === 0) return t('words.none');
  return t(`words.${state === 'off' ? 'waiting' : state}`, { read, total });
}
