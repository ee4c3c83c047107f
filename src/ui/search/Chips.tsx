import { useRef } from 'preact/hooks';
import type { Answer, Found } from '#session/finding/contract';
import { t } from '../i18n';
import { useFocusStop } from '../parts/focus';
import { useSession } from '../use-session';
import { AddTerm } from './AddTerm';
import css from './Chips.module.css';
import { ChipView } from './ChipView';
import { chipsOf } from './chip-list';
import { SaveSearch } from './SaveSearch';

/** What the query was understood as, piece by piece, and buttons for those who never type an operator. */
export function Chips() {
  const session = useSession();
  const list = useRef<HTMLUListElement>(null);
  useFocusStop('chip', () => {
    [...(list.current?.querySelectorAll<HTMLElement>(`.${css.remove}`) ?? [])].at(-1)?.focus();
  });
  const last = lastFound(session.answer.value);
  const query = session.query.value;
  // While one types, the last answer's words stand there; they can be changed once they are the query's own.
  const current = last?.query.text === query.text;
  const asked = { ...query, text: last?.query.text ?? '' };
  const chips = chipsOf(asked, last?.reading ?? null, session);
  return (
    <section aria-label={t('chips.label')} data-testid="chips">
      <ul ref={list} class={css.chips}>
        {chips.map((chip) => (
          <ChipView
            key={chip.id}
            chip={chip}
            onAsk={(change) => {
              if (change.text === undefined || current) session.ask(change);
            }}
            text={asked.text}
          />
        ))}
        <li class={css.adding}>
          <AddTerm sign="+" />
          <AddTerm sign="-" />
          <SaveSearch chips={chips} />
        </li>
      </ul>
    </section>
  );
}

/** What was found last, also while something stands in its way. */
function lastFound(answer: Answer): Found | null {
  if (answer.state === 'problem') return answer.last;
  return answer.state === 'found' ? answer : null;
}
