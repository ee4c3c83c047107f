import type { ReadonlySignal } from '@preact/signals';
import type { BackgroundState } from '#workers/library/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import css from './Settings.module.css';

interface Props {
  /** Null until its code is here. */
  feature: {
    readonly state: ReadonlySignal<BackgroundState | null>;
    turn(on: boolean): Promise<void>;
    pause(paused: boolean): Promise<void>;
  } | null;
  /** For tests. */
  id: string;
  label: string;
  /** What it gives and costs. */
  text: string;
  /** How far it is. */
  lineOf(state: BackgroundState): string;
}

/** Turns work on every photo in the background on and off, and shows how far it is. */
export function BackgroundSwitch({ feature, id, label, text, lineOf }: Props) {
  const now = feature?.state.value ?? null;
  const isOn = now !== null && now.state !== 'off';
  return (
    <div data-testid={id} data-state={now?.state} data-read={now?.read}>
      <label class={css.choice}>
        <input
          type="checkbox"
          data-testid={`${id}-on`}
          checked={isOn}
          disabled={now === null}
          onChange={(event) => void feature?.turn(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      <p class={css.quiet}>{text}</p>
      {now && isOn && (
        <>
          <p role="status" class={now.problem ? css.problem : css.told}>
            {lineOf(now)}
          </p>
          <div class={css.verbs}>
            {now.state === 'paused' ? (
              <Button data-testid={`${id}-resume`} onClick={() => void feature?.pause(false)}>
                {t('words.resume')}
              </Button>
            ) : now.state === 'unable' ? (
              <Button data-testid={`${id}-retry`} onClick={() => void feature?.turn(true)}>
                {t('app.tryAgain')}
              </Button>
            ) : (
              now.state !== 'done' && (
                <Button data-testid={`${id}-pause`} onClick={() => void feature?.pause(true)}>
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
