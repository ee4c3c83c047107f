import type { BackgroundState } from '#workers/library/contract';
import { problemLine, t } from '../i18n';
import { useTiles } from '../parts/use-asked';
import { BackgroundSwitch } from './BackgroundSwitch';

/** Whether parts of large photos are encoded too, and how far that is. */
export function SmallThings() {
  return (
    <BackgroundSwitch
      feature={useTiles()}
      id="tiles"
      label={t('tiles.find')}
      text={t('tiles.text')}
      lineOf={lineOf}
    />
  );
}

function lineOf({ state, read, total, problem }: BackgroundState): string {
  if (problem) return problemLine(problem);
  if (total === 0) return t('words.none');
  return t(`tiles.${state === 'off' || state === 'unable' ? 'waiting' : state}`, { read, total });
}
