/** How far the app's judgements hold on vectors of real models. Nothing is timed: the figures are always the same. */

import { GOOD_ERROR, STRONG_ERROR } from '#core/rank';
import { alike, labels, minus, minusAmong, strength } from '../fixtures/real-vectors/judging';
import { lit, nouns, products } from '../fixtures/real-vectors/vectors';
import type { WideTable } from './report';

const LIT = ['tiny', 'small'] as const;

export function judgements(): WideTable[] {
  const spaces = LIT.map((size) => ({ name: `LiT ${size}`, data: lit(size) }));
  const rows = <T>(of: (space: (typeof spaces)[number]) => T) =>
    Object.fromEntries(spaces.map((space) => [space.name, of(space)]));
  return [
    {
      title: 'Strength on real vectors: 55 captions, among their photographs',
      columns: [
        'strong',
        'right',
        'strong without the photograph',
        'above the line',
        'right',
        'above without it',
      ],
      rows: rows(({ data }) =>
        [STRONG_ERROR, GOOD_ERROR].flatMap((error) => {
          const { above, right, falseAlarms } = strength(data, error);
          return [above, right, falseAlarms];
        }),
      ),
    },
    {
      title: 'Labels on real vectors: 54 captions in sets of three, with "none of these"',
      columns: ['photographs of the labels', 'right label', 'other photographs', 'labelled all the same'],
      rows: rows(({ data }) => {
        const { pictures, right, others, wrong } = labels(data);
        return [pictures, right, others, wrong];
      }),
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
