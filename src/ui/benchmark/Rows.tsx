import type { BenchmarkReport } from '#session/benchmark/contract';
import { problemLine, t } from '../i18n';
import css from './Benchmark.module.css';
import { cells } from './report-text';

/** Columns of the times; the reason of a failed measurement takes their place. */
const TIMES = { from: 4, columns: 5 };

/** The times of each encoder on each backend of this device, in a region that scrolls sideways if it is too narrow. */
export function Rows({ report }: { report: BenchmarkReport }) {
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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be focusable by keyboard
    <section class={css.region} tabIndex={0} aria-label={t('benchmark.title')}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.rows.map((row) => (
            <tr
              key={row.encoder + row.backend}
              data-testid="benchmark-row"
              data-encoder={row.encoder}
              data-backend={row.backend}
              data-avg={row.timing?.avg}
              data-failure={row.failure?.detail}
            >
              {cells(row, ({ code }) => problemLine(code)).map((cell, column) => {
                const failed = row.timing === null && column >= TIMES.from;
                if (failed && column > TIMES.from) return null;
                return (
                  <td
                    key={heads[column]}
                    colSpan={failed ? TIMES.columns : 1}
                    class={failed ? css.words : undefined}
                  >
                    {cell}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
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
    </section>
  );
}
