import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { said } from '../parts/said';
import { useSession } from '../use-session';

/** How often a run tells how far it is: at its begin and after each quarter. The strip changes four times a second. */
const PARTS = 4;

/** Has the indexing said: its begin, its quarters, a pause, and its end. Draws nothing. */
export function IndexingSaid() {
  const { indexing } = useSession();
  const { state, run, done, failed } = indexing.value;
  /** The last part that was told of; null while nothing runs. */
  const told = useRef<number | null>(null);
  const part = run.total > 0 ? Math.floor((PARTS * run.done) / run.total) : -1;
  useEffect(() => {
    if (state === 'running') {
      // More files may join a run: then it is less far than it was.
      if (told.current !== null && part <= told.current) return;
      told.current = part;
      said.value = run.total > 0 ? t('indexing.saidProgress', run) : t('indexing.starting');
    } else if (state === 'paused') {
      if (told.current !== null) said.value = t('indexing.paused', run);
      told.current = null;
    } else {
      if (told.current !== null) {
        const unread = failed > 0 && t('indexing.failed', { count: failed });
        said.value = [t('indexing.saidDone', { count: done }), unread].filter(Boolean).join(' ');
      }
      told.current = null;
    }
  }, [state, part]);
  return null;
}
