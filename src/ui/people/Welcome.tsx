import type { People } from '#session/people/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import css from './People.module.css';

const POINTS = ['what', 'where', 'erased', 'limits'] as const;

/** What is computed, where it stays, how it is erased, and what it cannot do: read before it is turned on. */
export function Welcome({ people }: { people: People }) {
  return (
    <>
      <h1>{t('app.people')}</h1>
      <p class={css.lead}>{t('people.why')}</p>
      <dl class={css.points}>
        {POINTS.map((point) => (
          <div key={point}>
            <dt>{t(`people.${point}Title`)}</dt>
            <dd>{t(`people.${point}`)}</dd>
          </div>
        ))}
      </dl>
      <p class={css.quiet}>{t('people.needs')}</p>
      <div class={css.verbs}>
        <Button variant="primary" data-testid="people-on" onClick={() => void people.turn(true)}>
          {t('people.turnOn')}
        </Button>
      </div>
    </>
  );
}
