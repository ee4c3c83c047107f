import type { ComponentChildren } from 'preact';
import type { Work } from '#session/tidy/contract';
import { problemLine, t } from '../i18n';
import { Button } from '../parts/Button';
import css from './Tidy.module.css';

interface Props {
  work: Work<unknown>;
  /** What is being done, with how far it is. */
  doing: (percent: number) => string;
  onStop: () => void;
  onAgain: () => void;
}

/** Work that has no result yet: how far it is, that it was stopped, or why it cannot be done. */
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

/** A few words in the middle, where there is nothing else to show. */
export function State({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class={css.state} data-testid="tidy-state" data-state={name}>
      {children}
    </div>
  );
}

/** That photos have come which the result does not know. */
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
