/** What can be judged in an answer: more like these photos, or not these. */

import { type Judgement, judgedAlso, verdicts } from '#core/judging';
import type { PhotoNo } from '#core/photo';
import type { Session } from '#session/contract';
import { isAsking } from '#session/finding/contract';
import { t } from '../i18n';
import { formatList } from '../i18n/amounts';
import { said } from '../parts/said';

type Asking = Pick<Session, 'query' | 'ask'>;

/** Whether there is an answer whose photos can be judged. */
export function canJudge({ query, place }: Pick<Session, 'query' | 'place'>): boolean {
  return place.value === 'find' && isAsking(query.value);
}

/** Of one photo; null if it was not judged. */
export function verdictOf({ query }: Pick<Session, 'query'>, photo: PhotoNo): boolean | null {
  return verdicts(query.value.judgements).get(photo) ?? null;
}

/** Judges photos; the same judgement again takes it back. */
export function judge({ query, ask }: Asking, photos: readonly PhotoNo[], wanted: boolean): void {
  if (photos.length === 0) return;
  change(ask, judgedAlso(query.peek().judgements, photos, wanted));
}

export function undoJudgement({ query, ask }: Asking): void {
  change(ask, query.peek().judgements.slice(0, -1));
}

export function forgetJudgements({ ask }: Pick<Session, 'ask'>): void {
  change(ask, []);
}

/** "3 more like these, 1 not". */
export function judgementsSaid(judgements: readonly Judgement[]): string {
  const all = [...verdicts(judgements).values()];
  const more = all.filter((wanted) => wanted).length;
  const not = all.length - more;
  const parts = [
    more > 0 && t('teaching.moreCount', { count: more }),
    not > 0 && t('teaching.notCount', { count: not }),
  ].filter((words) => words !== false);
  return parts.length > 0 ? formatList(parts) : t('teaching.none');
}

function change(ask: Asking['ask'], judgements: readonly Judgement[]): void {
  ask({ judgements });
  said.value = judgementsSaid(judgements);
}
