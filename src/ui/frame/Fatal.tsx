import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ProblemCode } from '#core/errors';
import { problemText, t } from '../i18n';
import { Button } from '../parts/Button';
import { Mark } from '../parts/Mark';
import css from './Fatal.module.css';

/**
 * Replaces the interface if the library cannot be opened: what happened, what is safe, what to do. What another
 * tab or the browser holds up goes on by itself later, and a reload leaves a frame as it is, so there is no button.
 */
export function Fatal({ problem }: { problem: ProblemCode }) {
  const { what, hint } = problemText(problem);
  const screen = useRef<HTMLElement>(null);
  // Where no app has started, nobody has taken over the first screen of the build (`src/app/first-screen.ts`).
  useLayoutEffect(() => {
    if (screen.current) screen.current.parentElement?.replaceChildren(screen.current);
  }, []);
  return (
    <main ref={screen} class={css.fatal} data-problem={problem}>
      <Mark size={48} />
      <div role="alert">
        <h1>{what}</h1>
        <p>{hint}</p>
      </div>
      {!/blocked|framed/.test(problem) && (
        <Button variant="primary" onClick={() => location.reload()}>
          {t('app.reload')}
        </Button>
      )}
    </main>
  );
}
