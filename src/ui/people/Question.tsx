import type { People } from '#session/people/contract';
import type { PersonQuestion } from '#workers/library/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { Face } from '../parts/Face';
import css from './People.module.css';

/** "The same person?" about two faces that are alike, but not enough to be joined unasked. */
export function Question({ people, question }: { people: People; question: PersonQuestion }) {
  const nameOf = (id: number | null) => people.here.value?.people.find((one) => one.id === id)?.name;
  const name = nameOf(question.person) || nameOf(question.other);
  return (
    <section class={css.question} data-testid="person-question">
      <Face people={people} face={question.own} size={56} />
      <Face people={people} face={question.face} size={56} />
      <p>{name ? t('people.sameAs', { name }) : t('people.same')}</p>
      <Button data-testid="person-yes" onClick={() => void people.answer(question, true)}>
        {t('people.yes')}
      </Button>
      <Button data-testid="person-no" onClick={() => void people.answer(question, false)}>
        {t('people.no')}
      </Button>
    </section>
  );
}
