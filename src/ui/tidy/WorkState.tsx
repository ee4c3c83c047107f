import type { ComponentChildren } from 'preact';
import type { Work } from '#session/tidy/contract';
import { problemLine, t } from '../i18n';
import { Button } from '../parts/Button';
import css from './Tidy.module.css';

interface Props {
  work: Work<unknown>;
  /** Returns the text for the progress. */
  doing: (percent: number) => string;
  onStop: () => void;
  onAgain: () => void;
}

/** State of a task without a result: its progress, that it was stopped, or why it failed. */
export function WorkState({ work, doing, onStop, onAgain }: Props) {
  const { progress, ended } = work;
  if (progress !== null) {
    const percent = Math.floor(progress * 100);
    return (
      <State name="working">
        <p>{doing(percent)}</p>
        <div class={css.progress} aria-hidden="true">
          <span class={css.done} style={{ width: `${percent}%` }} />
        </div>
        <Button onClick={onStop}>{t('tidy.stop')}</Button>
      </State>
    );
  }
  if (ended === null) return null;
  const problem = ended === 'stopped' ? null : problemLine(ended);
  return (
    <State name={problem ? 'problem' : 'stopped'}>
      <p role={problem ? 'alert' : undefined}>{problem ?? t('tidy.stopped')}</p>
      <Button variant="primary" onClick={onAgain}>
        {problem ? t('app.tryAgain') : t('tidy.again')}
      </Button>
    </State>
  );
}

/** A message in the middle, if there is nothing else to show. */
export function State({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class={css.state} data-testid="tidy-state" data-state={name}>
      {children}
    </div>
  );
}

/** Says that photos were added which the result does not contain. Hidden if there are none. */
export function Since({ added, again, onAgain }: { added: number; again: string; onAgain: () => void }) {
  if (added === 0) return null;
  return (
    <p class={css.since}>
      <span class={css.quiet}>{t('tidy.added', { count: added })}</span>
      <Button variant="plain" onClick={onAgain}>
        {again}
      </Button>
    </p>
  );
}
