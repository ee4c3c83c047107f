import type { BenchmarkReport } from '#session/benchmark/contract';
import { problemLine, t } from '../i18n';
import css from './Benchmark.module.css';
import { type Figure, figureRows } from './side-figures';

/** What encoding costs, side by side: a column for each backend of this device and each box, a row for each figure. */
export function Sides({ sides, decoding }: Pick<BenchmarkReport, 'sides' | 'decoding'>) {
  const rows = figureRows(sides, decoding);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be focusable by keyboard
    <section class={css.region} tabIndex={0} aria-label={t('benchmark.sides')}>
      <table class={css.sides}>
        <caption>{t('benchmark.sides')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('benchmark.encodes')}</th>
            {sides.map((side) => (
              <th
                key={`${side.box} ${side.backend}`}
                scope="col"
                data-testid="benchmark-side"
                data-box={side.box}
                data-backend={side.backend}
                data-avg={side.timing?.avg}
                data-per-second={side.perSecond}
                data-processor={side.here?.processor}
                data-load={side.here?.load}
                data-box-processor={side.there?.processor}
                data-box-load={side.there?.load}
              >
                {side.box ?? t('benchmark.device')}
                <small>{side.backend}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, parts, figure }, row) => (
            <tr key={name}>
              <th scope="row">
                {name}
                {parts && <small>{parts}</small>}
              </th>
              {sides.map((side) => {
                const key = `${side.box} ${side.backend}`;
                if (!side.failure) return <FigureCell key={key} {...figure(side)} />;
                // The reason takes the place of all figures.
                return row > 0 ? null : (
                  <td key={key} rowSpan={rows.length} class={css.words}>
                    {problemLine(side.failure.code)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p class={css.quiet} data-testid="benchmark-cost-note">
        {t('benchmark.measured')}
      </p>
    </section>
  );
}

function FigureCell({ whole, parts }: Figure) {
  return (
    <td>
      {whole}
      {parts && <small>{parts}</small>}
    </td>
  );
}
