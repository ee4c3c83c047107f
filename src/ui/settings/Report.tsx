import { t } from '../i18n';
import { CopyText } from '../parts/CopyText';
import { useSession } from '../use-session';
import { reportText, surroundings } from './report-text';
import css from './Settings.module.css';
import { useStorage } from './use-storage';

/** A report without photos and names that the user reads, copies and sends. */
export function Report() {
  const session = useSession();
  const storage = useStorage() ?? null;
  const text = reportText(session, surroundings(), storage);
  return (
    <>
      <p>{t('report.text')}</p>
      <details class={css.report}>
        <summary>{t('report.show')}</summary>
        <pre data-testid="report">{text}</pre>
      </details>
      <div class={css.verbs}>
        <CopyText text={() => text} hook="report-copy">
          {t('report.copy')}
        </CopyText>
      </div>
    </>
  );
}
