/** The figures of what encoding costs, as the table shows them. */

import type { Cost } from '#core/cost';
import type { BenchmarkSide } from '#session/benchmark/contract';
import { t } from '../i18n';
import { formatRate, formatShare } from '../i18n/amounts';

export interface Figure {
  whole: string;
  /** What it consists of, or belongs to. */
  parts?: string;
}

interface FigureRow {
  name: string;
  /** Names of the parts, in their order. */
  parts?: string;
  figure(side: BenchmarkSide): Figure;
}

/** Of a figure that only boxes have, on this device. */
const NONE: Figure = { whole: '–' };

/** Returns the rows that at least one side has. */
export function figureRows(sides: readonly BenchmarkSide[], decoding: number | null): FigureRow[] {
  const withBox = sides.some(({ box }) => box !== null);
  const withPressure = sides.some(({ pressure }) => pressure !== null);
  return [
    { name: t('benchmark.photosPerSecond'), figure: ({ perSecond }) => figureOr(perSecond, formatRate) },
    { name: t('benchmark.inEncoder'), figure: timeOf },
    {
      name: t('benchmark.processorHere'),
      parts: t('benchmark.processorParts'),
      figure: ({ here }) => processorOf(here, decoding),
    },
    { name: t('benchmark.loadHere'), figure: ({ here }) => loadOf(here) },
    ...(withPressure ? [{ name: t('benchmark.pressureHere'), figure: pressureOf }] : []),
    ...(withBox
      ? [
          {
            name: t('benchmark.processorThere'),
            figure: ({ box, there }: BenchmarkSide) =>
              box === null ? NONE : figureOr(there?.processor ?? null, milliseconds),
          },
          {
            name: t('benchmark.loadThere'),
            figure: ({ box, there }: BenchmarkSide) => (box === null ? NONE : loadOf(there)),
          },
          { name: t('benchmark.wayThere'), parts: t('benchmark.split'), figure: splitOf },
        ]
      : []),
  ];
}

const milliseconds = (ms: number): string => `${formatRate(ms)}\u00a0ms`;

function figureOr<T>(value: T | null, shown: (value: T) => string): Figure {
  return { whole: value === null ? t('benchmark.notMeasured') : shown(value) };
}

function timeOf({ timing }: BenchmarkSide): Figure {
  if (!timing) return figureOr(timing, String);
  return { whole: milliseconds(timing.avg), parts: `${formatRate(timing.min)} – ${formatRate(timing.max)}` };
}

function processorOf(here: Cost | null, decoding: number | null): Figure {
  if (!here) return figureOr(here, String);
  const first = decoding === null ? t('benchmark.notMeasured') : formatRate(decoding);
  return {
    whole: milliseconds((decoding ?? 0) + here.processor),
    parts: `${first} + ${formatRate(here.processor)}`,
  };
}

function loadOf(cost: Cost | null): Figure {
  if (!cost) return figureOr(cost, String);
  return { whole: formatShare(cost.load), parts: t('benchmark.ofCores', { count: cost.cores }) };
}

function pressureOf({ pressure }: BenchmarkSide): Figure {
  return figureOr(pressure, String);
}

function splitOf({ latency }: BenchmarkSide): Figure {
  if (!latency) return NONE;
  const stages = [latency.link, latency.queue, latency.encoder];
  return {
    whole: milliseconds(stages.reduce((sum, ms) => sum + ms, 0)),
    parts: stages.map(formatRate).join(' + '),
  };
}
