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

/** Chips for each part of the query as it was parsed, and buttons that add terms without operators. */
export function Chips() {
  const session = useSession();
  const list = useRef<HTMLUListElement>(null);
  useFocusStop('chip', () => {
    [...(list.current?.querySelectorAll<HTMLElement>(`.${css.remove}`) ?? [])].at(-1)?.focus();
  });
  const last = lastFound(session.answer.value);
  const query = session.query.value;
  // While the user types, the chips are of the last answer; they edit the text once it is the query's.
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

/** Returns the last result, even if the present query failed. */
function lastFound(answer: Answer): Found | null {
  if (answer.state === 'problem') return answer.last;
  return answer.state === 'found' ? answer : null;
}
