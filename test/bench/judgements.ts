/** How far the app's judgements hold on vectors of real models. Nothing is timed: the figures are always the same. */

import { LINES, STRONG_ERROR } from '#core/rank';
import { alike, labels, minus, minusAmong, strength } from '../fixtures/real-vectors/judging';
import { CHOSEN_ON, MEASURED_ON } from '../fixtures/real-vectors/kinds';
import {
  JUDGEMENTS,
  type TeachingFigures,
  teachingAmongNouns,
  teachingAmongPhotographs,
} from '../fixtures/real-vectors/teaching';
import { type Lit, lit, nouns, products } from '../fixtures/real-vectors/vectors';
import type { WideTable } from './report';

const LIT = ['tiny', 'small'] as const;

/** Numbers of labels in a set of three photographs' captions, and of more. */
const LABELS = [3, 9, 18];

export function judgements(): WideTable[] {
  const spaces = LIT.map((size) => ({ name: `LiT ${size}`, data: lit(size) }));
  const rows = <T>(of: (space: (typeof spaces)[number]) => T) =>
    Object.fromEntries(spaces.map((space) => [space.name, of(space)]));
  const each = <K extends number, T>(
    all: readonly K[],
    name: (one: K) => string,
    of: (d: Lit, one: K) => T,
  ) =>
    Object.fromEntries(
      spaces.flatMap(({ name: space, data }) =>
        all.map((one) => [`${space}, ${name(one)}`, of(data, one)] as const),
      ),
    );
  return [
    {
      title: 'Strength on real vectors: 55 captions, among their photographs',
      columns: [
        'matches above it',
        'of them fit',
        'own photograph above it, of 55',
        'wrong ones, % of a query’s',
        'queries with one above it though none fits, of 55',
      ],
      rows: each(
        [STRONG_ERROR, ...LINES],
        (error) => (error === STRONG_ERROR ? 'strong: aims at 2 %' : `line at ${error * 100} %`),
        (data, error) => {
          const { above, fit, found, wrong, falseAlarms } = strength(data, error);
          return [above, fit, found, Math.round(wrong * 100), falseAlarms];
        },
      ),
    },
    {
      title: 'Labels on real vectors: 54 captions in sets, with "none of these"',
      columns: [
        'photographs of the labels',
        'right label',
        'photographs that none fits',
        'labelled all the same',
      ],
      rows: each(
        LABELS,
        (size) => `sets of ${size}`,
        (data, size) => {
          const { pictures, right, others, wrong } = labels(data, size);
          return [pictures, right, others, wrong];
        },
      ),
    },
    {
      title: 'Minus on real vectors: what two share, minus what describes one of them',
      columns: ['queries', 'the unwanted leaves the first five', 'the wanted stays there'],
      rows: {
        ...rows(({ data }) => minusFigures(minus(data))),
        'CLIP ViT-B/32, nouns (the wanted stays first)': minusFigures(minusAmong(nouns())),
      },
    },
    {
      title: 'Teaching on real vectors: average precision x 1000 of what was not judged',
      columns: [
        'untaught',
        ...['likeness to those judged', 'the same added to the query', 'taught'].flatMap((what) =>
          JUDGEMENTS.map((count) => `${what}, after ${count}`),
        ),
      ],
      rows: {
        'CLIP ViT-B/32, nouns of 5 kinds, which the parameters were chosen on': teachingFigures(
          teachingAmongNouns(CHOSEN_ON),
        ),
        'nouns of 5 other kinds': teachingFigures(teachingAmongNouns(MEASURED_ON)),
        ...Object.fromEntries(
          spaces.map(({ name, data }) => [
            `${name}, photographs`,
            teachingFigures(teachingAmongPhotographs(data)),
          ]),
        ),
      },
    },
    {
      title: 'Likeness on real vectors: different photographs that count as alike',
      columns: ['photographs', 'stacked', 'at the first position of the slider', 'at the last'],
      rows: {
        LiT: alikeFigures(lit('tiny').pictures),
        'MobileCLIP2, products that look alike': alikeFigures(products()),
      },
    },
  ];
}

function minusFigures({ queries, gone, stays }: ReturnType<typeof minus>): number[] {
  return [queries, gone, stays];
}

function alikeFigures(pictures: readonly Float32Array[]): number[] {
  const { photos, stacked, first, last } = alike(pictures);
  return [photos, stacked, first, last];
}

function teachingFigures({ untaught, likeness, added, taught }: TeachingFigures): number[] {
  return [untaught, ...likeness, ...added, ...taught].map((precision) => Math.round(precision * 1000));
}
