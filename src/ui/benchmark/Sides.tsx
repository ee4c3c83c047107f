import type { BenchmarkSide } from '#session/benchmark/contract';
import { problemLine, t } from '../i18n';
import { Figures } from './Figures';
import { sideCells } from './report-text';

/** Compares this device with the boxes. */
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
    <Figures
      label={t('benchmark.sides')}
      isCaptioned
      heads={heads}
      rows={sides.map((side) => ({
        key: side.box ?? '',
        cells: sideCells(side, t('benchmark.device'), ({ code }) => problemLine(code)),
        instead: side.timing === null && { from: 2, columns: 4 },
        hooks: {
          'data-testid': 'benchmark-side',
          'data-box': side.box,
          'data-avg': side.timing?.avg,
          'data-per-second': side.perSecond,
        },
      }))}
    />
  );
}
