import { t } from '../i18n';
import type { BenchmarkSide } from '../session';
import css from './Benchmark.module.css';
import { sideCells } from './report-text';

/** This device and the boxes beside each other. */
export function Sides({ sides }: { sides: readonly BenchmarkSide[] }) {
  const heads = [
    t('benchmark.encodes'),
    t('models.backend'),
    'min ms',
    'avg ms',
    'max ms',
    t('benchmark.perSecond'),
    t('benchmark.loadHere'),
    t('benchmark.loadThere'),
    t('benchmark.split'),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard
    <section class={css.region} tabIndex={0} aria-label={t('benchmark.sides')}>
      <table>
        <caption>{t('benchmark.sides')}</caption>
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
          {sides.map((side) => (
            <tr
              key={side.box}
              data-testid="benchmark-side"
              data-box={side.box}
              data-avg={side.timing?.avg}
              data-per-second={side.perSecond}
            >
              {sideCells(side, t('benchmark.device')).map((cell, column) => (
                // Columns have no other name than their place.
                <td key={heads[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
