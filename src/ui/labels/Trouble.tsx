import type { ProblemCode } from '#core/errors';
import { problemText, t } from '../i18n';
import { Button } from '../parts/Button';
import css from './Labels.module.css';

/** Shows why a comparison failed, with a button to try again. */
export function Trouble({ problem, onAgain }: { problem: ProblemCode; onAgain: () => void }) {
  const { what, hint } = problemText(problem);
  return (
    <div class={css.nothing} role="alert">
      <p>{what}</p>
      <p class={css.hint}>{hint}</p>
      <Button variant="primary" onClick={onAgain}>
        {t('app.tryAgain')}
      </Button>
    </div>
  );
}
