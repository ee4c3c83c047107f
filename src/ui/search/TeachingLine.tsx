import { BookmarkCheck, RotateCcw, Undo2 } from 'lucide';
import { useEffect } from 'preact/hooks';
import { selection } from '../grid/selection';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { focusOn } from '../parts/focus';
import { said } from '../parts/said';
import { forgetJudgements, judge, judgementsSaid, undoJudgement } from '../photo/judging';
import { useSession } from '../use-session';
import css from './TeachingLine.module.css';

/** What was judged in this answer, taken back step by step; and the keys for it. Empty until something was judged. */
export function TeachingLine() {
  const session = useSession();
  const { judgements } = session.query.value;
  useTeachingKeys();
  if (judgements.length === 0) return null;
  const undo = () => {
    // The button goes with the last step.
    if (judgements.length === 1) focusOn('grid', { preventScroll: true });
    undoJudgement(session);
  };
  const { answer } = session;
  const parts = answer.value.state === 'found' ? answer.value.reading.parts : [];
  const words = parts.filter(({ kind }) => kind === 'ownWord');
  return (
    <div class={css.line} data-testid="teaching" data-steps={judgements.length}>
      <p>{judgementsSaid(judgements)}</p>
      <Button variant="plain" icon={Undo2} data-testid="teaching-undo" onClick={undo}>
        {t('teaching.undo')}
      </Button>
      {judgements.length > 1 && (
        <Button
          variant="plain"
          icon={RotateCcw}
          data-testid="teaching-clear"
          onClick={() => {
            focusOn('grid', { preventScroll: true });
            forgetJudgements(session);
          }}
        >
          {t('teaching.clear')}
        </Button>
      )}
      {words.map(({ value }) => (
        <Button
          key={value}
          variant="plain"
          icon={BookmarkCheck}
          data-testid="teaching-remember"
          onClick={() => {
            focusOn('grid', { preventScroll: true });
            said.value = t('ownWords.learned', { name: value });
            void session.searches.teachWord(value);
          }}
        >
          {t('ownWords.remember', { name: value })}
        </Button>
      ))}
    </div>
  );
}

/** M and N judge the selected photos, or the one that has the focus; Ctrl Z takes the last step back. */
function useTeachingKeys(): void {
  const session = useSession();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey || event.shiftKey) return;
      if (document.querySelector('dialog[open], :popover-open, .pswp')) return;
      const { target } = event;
      if (!(target instanceof HTMLElement) || target.matches('input, textarea, select')) return;
      const key = event.key.toLowerCase();
      if (event.ctrlKey || event.metaKey) {
        if (key !== 'z' || session.query.peek().judgements.length === 0) return;
        event.preventDefault();
        undoJudgement(session);
      } else if (key === 'm' || key === 'n') {
        const focused = Number(target.dataset.no);
        const photos = selection.peek()?.photos ?? new Set(focused ? [focused] : []);
        judge(session, [...photos], key === 'm');
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [session]);
}
