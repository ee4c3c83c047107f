import type { Saving } from '#session/export/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './SelectionBar.module.css';

/** Progress of saving copies, with a button that cancels it. */
export function SavingLine({ saving: { done, total } }: { saving: Saving }) {
  const session = useSession();
  return (
    <div class={css.saving} role="status" data-testid="saving">
      <p>{t('selection.saving', { done, total })}</p>
      <Button variant="plain" onClick={() => session.export.cancel()}>
        {t('app.cancel')}
      </Button>
      <div class={css.line} aria-hidden="true">
        <div style={{ transform: `scaleX(${done / total})` }} />
      </div>
    </div>
  );
}
