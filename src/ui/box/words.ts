/** Texts about a box, derived from its state. */

import type { BoxLatency, BoxState } from '#workers/library/contract';
import { t } from '../i18n';
import { formatBytes, formatRate, formatShare } from '../i18n/amounts';

/** Stages of a picture's latency through a box, in order. */
export const STAGES = ['link', 'queue', 'encoder'] as const;

/** Returns the total latency of a picture, in milliseconds. */
export const totalOf = (latency: BoxLatency): number =>
  STAGES.reduce((sum, stage) => sum + latency[stage], 0);

/** Returns for example "12.4 photos a second"; empty if not measured yet. */
export function speedText({ perSecond }: BoxState): string {
  return perSecond ? t('box.perSecond', { rate: formatRate(perSecond) }) : '';
}

/**
 * Returns for example "CLIP ViT-B/32 · axengine"; empty until the box has reported it.
 * @param name name of its space; its id if this device does not know the space
 */
export function modelText({ space, backend }: BoxState, name = space): string {
  return [name, backend].filter(Boolean).join(' · ');
}

/** Returns the first digits of its model's hash, which distinguish builds; empty until reported. */
export function hashText({ model }: BoxState): string {
  return model ? `SHA-256 ${model.slice(0, 12)}` : '';
}

/** Returns for example "12 % of 8 cores, 84 MB of memory"; empty if the box has not reported it. */
export function loadText({ load }: BoxState): string {
  if (!load) return '';
  const { cpu, cores, memory } = load;
  // A no-break space keeps number and unit on one line.
  const bytes = formatBytes(memory).replace(' ', '\u00a0');
  return t('box.loadText', { cpu: formatShare(cpu), count: cores, memory: bytes });
}

/** Returns for example "8.2 ms". */
export const milliseconds = (ms: number): string => `${formatRate(ms)} ms`;
