import type { WordsState } from '#workers/library/contract';
import { problemLine, t } from '../i18n';
import { Button } from '../parts/Button';
import { useWords } from '../parts/use-asked';
import css from './Settings.module.css';

/** Whether words in photos are read, and how far that is. */
export function WordsInPhotos() {
  const words = useWords();
  const now = words?.state.value ?? null;
  const isOn = now !== null && now.state !== 'off';
  return (
    <div data-testid="words" data-state={now?.state} data-read={now?.read}>
      <label class={css.choice}>
        <input
          type="checkbox"
          data-testid="words-on"
          checked={isOn}
          disabled={now === null}
          onChange={(event) => void words?.turn(event.currentTarget.checked)}
        />
        <span>{t('words.read')}</span>
      </label>
      <p class={css.quiet}>{t('words.text')}</p>
      {now && isOn && (
        <>
          <p role="status" class={now.problem ? css.problem : css.told}>
            {lineOf(now)}
          </p>
          <div class={css.verbs}>
            {now.state === 'paused' ? (
              <Button data-testid="words-resume" onClick={() => void words?.pause(false)}>
                {t('words.resume')}
              </Button>
            ) : now.state === 'unable' ? (
              <Button data-testid="words-retry" onClick={() => void words?.turn(true)}>
                {t('app.tryAgain')}
              </Button>
            ) : (
              now.state !== 'done' && (
                <Button data-testid="words-pause" onClick={() => void words?.pause(true)}>
                  {t('words.pause')}
                </Button>
              )
            )}
          </div>
        </>
      )}
    </div>
  );
}

function lineOf({ state, read, total, problem }: WordsState): string {
  if (problem === 'decoder-missing') return t('words.missing');
  if (problem) return problemLine(problem);
  if (total === 0) return t('words.none');
  return t(`words.${state === 'off' ? 'waiting' : state}`, { read, total });
}
