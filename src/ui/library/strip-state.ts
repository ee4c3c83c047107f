/** Derives the messages of the strip from the state of the indexing and the model. */

import type { Indexing } from '#core/photo';
import type { Readiness } from '#session/models/contract';
import type { BoxState } from '#workers/library/contract';
import { problemLine, t } from '../i18n';
import { formatBytes, formatList, formatRate, formatTimeLeft } from '../i18n/amounts';

export type StripVerb = 'pause' | 'resume' | 'tryAgain' | 'reconnect' | 'showFailed';

interface Message {
  text: string;
  verb?: StripVerb;
  label?: string;
}

export interface StripState {
  messages: Message[];
  /** 0..1; null if the strip has no progress bar. */
  progress: number | null;
}

/** Returns the messages, the most urgent first; an empty list if the library is up to date. */
export function stripState(
  indexing: Indexing,
  readiness: Readiness,
  failed: number,
  boxes: readonly BoxState[],
  /** Photos are encoded anew for the space in use itself: search has a part of them alone. */
  filling: boolean,
): StripState {
  const messages: Message[] = [];
  let progress: number | null = null;
  const { problem, changing } = concerns(indexing, readiness);
  const { done, total } = indexing.run;

  const { reading } = indexing;
  if (reading) {
    messages.push({ text: t('indexing.fromIndex', { progress: t('indexing.progress', reading) }) });
    progress = reading.total > 0 ? reading.done / reading.total : null;
  } else if (indexing.rest && indexing.state === 'paused') {
    const text = t(`rest.${indexing.rest}`);
    messages.push({ text, verb: 'resume', label: t('rest.goOn') });
  } else if (problem) {
    messages.push({ text: problemLine(problem), verb: 'tryAgain', label: t('app.tryAgain') });
  } else if (indexing.state === 'paused') {
    messages.push({
      text: t('indexing.paused', { done, total }),
      verb: 'resume',
      label: t('indexing.resume'),
    });
    progress = total > 0 ? done / total : null;
  } else if (readiness.loading) {
    const { loaded, total: bytes } = readiness.loading;
    messages.push({ text: t('indexing.model', { loaded: formatBytes(loaded), total: formatBytes(bytes) }) });
    progress = bytes > 0 ? loaded / bytes : null;
  } else if (indexing.state === 'running') {
    const progressOf = (run: Run) => progressText(run, indexing, boxes);
    const text = total > 0 && done < total ? progressOf(indexing.run) : t('indexing.starting');
    const refill = changing && { progress: progressOf(changing) };
    const words = refill ? t(filling ? 'indexing.filling' : 'indexing.changing', refill) : text;
    messages.push({ text: words, verb: 'pause', label: t('indexing.pause') });
    progress = changing ? changing.done / changing.total : total > 0 ? done / total : null;
  }
  if (indexing.locked > 0) {
    messages.push({
      text: t('indexing.locked', { count: indexing.locked }),
      verb: 'reconnect',
      label: t('indexing.reconnect'),
    });
  }
  if (failed > 0) {
    messages.push({ text: '', verb: 'showFailed', label: t('indexing.failed', { count: failed }) });
  }
  return { messages, progress };
}

/**
 * Returns why indexing is stuck, and the progress of re-encoding known photos. A missing model is not a
 * problem while it is being downloaded; if the download has failed, its reason is more specific.
 */
function concerns(indexing: Indexing, { loading, modelProblem }: Readiness) {
  const other = indexing.problem === 'model-missing' ? null : indexing.problem;
  const problem = other ?? (loading ? null : modelProblem);
  // New files are indexed before known photos are encoded again.
  const fresh = indexing.run.done < indexing.run.total;
  return { problem, changing: fresh ? null : indexing.changing };
}

interface Run {
  done: number;
  total: number;
}

/** Returns for example "412 of 1,024, 9.8 a second, about a minute left, with the box upstairs". */
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
