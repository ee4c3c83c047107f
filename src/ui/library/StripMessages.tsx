import { Pause, Play } from 'lucide';
import { Icon } from '../parts/Icon';
import { useSession } from '../use-session';
import css from './Strip.module.css';
import { type StripVerb, stripState } from './strip-state';

/** What the strip says and offers; empty if there is nothing to say. */
export function StripMessages({ onShowFailed }: { onShowFailed: () => void }) {
  const session = useSession();
  const indexing = session.indexing.value;
  const failed = session.library.failed.value.length;
  const { readiness, choices } = session.models;
  const filling = choices.value.next === null;
  const state = stripState(indexing, readiness.value, failed, session.boxes.paired.value, filling);
  const verbs: Record<StripVerb, () => void> = {
    pause: () => session.library.pause(),
    resume: () => session.library.resume(),
    tryAgain: () => session.library.resume(),
    reconnect: () => void session.library.reconnect(),
    showFailed: onShowFailed,
  };
  return (
    <>
      {state.messages.map(({ text, verb, label }) => (
        // One key for both, because the focus stays on the button that turns from one into the other.
        <div key={verb === 'resume' ? 'pause' : (verb ?? text)} class={css.message}>
          {text && <span class={css.text}>{text}</span>}
          {verb && (
            <button type="button" class={css.verb} onClick={verbs[verb]}>
              {verb === 'pause' && <Icon of={Pause} size={16} />}
              {verb === 'resume' && <Icon of={Play} size={16} />}
              <span>{label}</span>
            </button>
          )}
        </div>
      ))}
      {state.progress !== null && (
        <div class={css.line} aria-hidden="true">
          <div style={{ transform: `scaleX(${state.progress})` }} />
        </div>
      )}
    </>
  );
}
