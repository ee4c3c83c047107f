import type { BenchmarkReport } from '#session/benchmark/contract';
import { problemLine, t } from '../i18n';
import { Button } from '../parts/Button';
import { CopyText } from '../parts/CopyText';
import { useSession } from '../use-session';
import css from './Benchmark.module.css';
import { Figures } from './Figures';
import { cells, reportText } from './report-text';
import { Sides } from './Sides';

/** Benchmark of each installed encoder on this device. */
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
      {report && report.sides.length > 0 && <Sides sides={report.sides} />}
      {report && (
        <pre data-testid="benchmark-text" hidden>
          {reportText(report)}
        </pre>
      )}
    </>
  );
}

function Rows({ report }: { report: BenchmarkReport }) {
  const heads = [
    t('app.model'),
    t('benchmark.tower'),
    t('benchmark.build'),
    t('models.backend'),
    'min ms',
    'avg ms',
    'max ms',
    t('benchmark.perSecond'),
    t('benchmark.thousand'),
  ];
  const { scan, memory, pressure, device } = report;
  return (
    <Figures
      label={t('benchmark.title')}
      heads={heads}
      rows={report.rows.map((row) => ({
        key: row.encoder + row.backend,
        cells: cells(row, ({ code }) => problemLine(code)),
        instead: row.timing === null && { from: 4, columns: 5 },
        hooks: {
          'data-testid': 'benchmark-row',
          'data-encoder': row.encoder,
          'data-backend': row.backend,
          'data-avg': row.timing?.avg,
          'data-failure': row.failure?.detail,
        },
      }))}
    >
      <p class={css.quiet}>
        {[
          device,
          scan && t('benchmark.scan', { photos: scan.photos, ms: scan.ms.toFixed(2) }),
          memory !== null && t('benchmark.memory', { megabytes: Math.round(memory / 1e6) }),
          pressure && t('benchmark.pressure', { pressure }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </Figures>
  );
}
