/** What the strip says: from the state of the indexing and the model to words and one verb each. */

import type { Indexing } from '#core/photo';
import type { Readiness } from '#session/models/contract';
import type { BoxState } from '#workers/library/contract';
import { formatBytes, formatList, formatRate, formatTimeLeft, problemLine, t } from '../i18n';

export type StripVerb = 'pause' | 'resume' | 'tryAgain' | 'reconnect' | 'showFailed';

interface Part {
  text: string;
  verb?: StripVerb;
  label?: string;
}

export interface StripState {
  parts: Part[];
  /** 0..1; null if there is nothing to fill. */
  progress: number | null;
}

/** The most urgent first; an empty list where all is well. */
export function stripState(
  indexing: Indexing,
  readiness: Readiness,
  failed: number,
  boxes: readonly BoxState[],
): StripState {
  const parts: Part[] = [];
  let progress: number | null = null;
  const { problem, changing } = concerns(indexing, readiness);
  const { done, total } = indexing.run;

  if (problem) {
    parts.push({ text: problemLine(problem), verb: 'tryAgain', label: t('app.tryAgain') });
  } else if (indexing.state === 'paused') {
    parts.push({ text: t('indexing.paused', { done, total }), verb: 'resume', label: t('indexing.resume') });
    progress = total > 0 ? done / total : null;
  } else if (readiness.loading) {
    const { loaded, total: bytes } = readiness.loading;
    parts.push({ text: t('indexing.model', { loaded: formatBytes(loaded), total: formatBytes(bytes) }) });
    progress = bytes > 0 ? loaded / bytes : null;
  } else if (indexing.state === 'running') {
    const progressOf = (run: Run) => progressText(run, indexing, boxes);
    const text = total > 0 && done < total ? progressOf(indexing.run) : t('indexing.starting');
    const words = changing ? t('indexing.changing', { progress: progressOf(changing) }) : text;
    parts.push({ text: words, verb: 'pause', label: t('indexing.pause') });
    progress = changing ? changing.done / changing.total : total > 0 ? done / total : null;
  }
  if (indexing.locked > 0) {
    parts.push({
      text: t('indexing.locked', { count: indexing.locked }),
      verb: 'reconnect',
      label: t('indexing.reconnect'),
    });
  }
  if (failed > 0) {
    parts.push({ text: '', verb: 'showFailed', label: t('indexing.failed', { count: failed }) });
  }
  return { parts, progress };
}

/**
 * Why nothing goes on, and whether it is known photos that are worked on. That the model is missing
 * is no problem while it comes; if it does not come, the reason for that says more.
 */
function concerns(indexing: Indexing, { loading, modelProblem }: Readiness) {
  const other = indexing.problem === 'model-missing' ? null : indexing.problem;
  const problem = other ?? (loading ? null : modelProblem);
  // New files go first.
  const fresh = indexing.run.done < indexing.run.total;
  return { problem, changing: fresh ? null : indexing.changing };
}

interface Run {
  done: number;
  total: number;
}

/** "412 of 1,024, 9.8 a second, about a minute left, with the box upstairs". */
function progressText({ done, total }: Run, { perSecond }: Indexing, boxes: readonly BoxState[]): string {
  const words: string[] = [t('indexing.progress', { done, total })];
  if (perSecond !== null && perSecond > 0) {
    words.push(t('indexing.rate', { rate: formatRate(perSecond) }));
    words.push(formatTimeLeft((total - done) / perSecond));
  }
  const names = boxes.filter(({ state }) => state === 'working').map(({ name }) => name);
  if (names.length > 0) words.push(t('indexing.helped', { names: formatList(names) }));
  return formatList(words);
}
