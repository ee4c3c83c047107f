/** What the screens say about a box, out of its state. */

import type { BoxLatency, BoxState } from '#workers/library/contract';
import { formatBytes, formatRate, formatShare, t } from '../i18n';

/** The stages of a picture's way through a box, in their order. */
export const STAGES = ['link', 'queue', 'encoder'] as const;

/** The whole of a picture's way, in milliseconds. */
export const totalOf = (latency: BoxLatency): number =>
  STAGES.reduce((sum, stage) => sum + latency[stage], 0);

/** "12.4 photos a second"; nothing if it was not measured yet. */
export function speedText({ perSecond }: BoxState): string {
  return perSecond ? t('box.perSecond', { rate: formatRate(perSecond) }) : '';
}

/**
 * "CLIP ViT-B/32 · axengine"; nothing before the box has said it.
 * @param name of its space, where it is known here
 */
export function modelText({ space, backend }: BoxState, name = space): string {
  return [name, backend].filter(Boolean).join(' · ');
}

/** The first figures of its model's hash, which tell two builds from each other. */
export function hashText({ model }: BoxState): string {
  return model ? `SHA-256 ${model.slice(0, 12)}` : '';
}

/** "12 % of 8 cores, 84 MB of memory"; nothing if the box has not told. */
export function loadText({ load }: BoxState): string {
  if (!load) return '';
  const { cpu, cores, memory } = load;
  // Number and unit stay on one line.
  const bytes = formatBytes(memory).replace(' ', '\u00a0');
  return t('box.loadText', { cpu: formatShare(cpu), count: cores, memory: bytes });
}

/** "8.2 ms". */
export const milliseconds = (ms: number): string => `${formatRate(ms)} ms`;
