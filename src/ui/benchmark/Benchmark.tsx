import { t } from '../i18n';
import { Button } from '../parts/Button';
import { CopyText } from '../parts/CopyText';
import { useSession } from '../use-session';
import css from './Benchmark.module.css';
import { Rows } from './Rows';
import { reportText } from './report-text';
import { Sides } from './Sides';

/** Benchmark of each installed encoder on this device, and what encoding costs it and its boxes. */
export function Benchmark() {
  const { benchmark } = useSession();
  const report = benchmark.report.value;
  const running = report !== null && report.measuring !== null;
  return (
    <>
      <p class={css.quiet}>{t('benchmark.text')}</p>
      <div class={css.verbs}>
        {running ? (
          <Button onClick={() => benchmark.stop()}>{t('benchmark.stop')}</Button>
        ) : (
          <Button data-testid="benchmark-start" onClick={() => benchmark.start()}>
            {t('benchmark.start')}
          </Button>
        )}
        {report && !running && (
          <CopyText text={() => reportText(report)} hook="benchmark-copy">
            {t('benchmark.copy')}
          </CopyText>
        )}
      </div>
      <p class={css.quiet} aria-live="polite">
        {running && t('benchmark.running', { what: report.measuring ?? '' })}
      </p>
      {report && report.rows.length > 0 && <Rows report={report} />}
      {report && report.sides.length > 0 && <Sides {...report} />}
      {report && (
        <pre data-testid="benchmark-text" hidden>
          {reportText(report)}
        </pre>
      )}
    </>
  );
}
