import { useState } from 'preact/hooks';
import type { PersonId } from '#core/people';
import type { People } from '#session/people/contract';
import type { BackgroundState, PersonCard } from '#workers/library/contract';
import { problemLine, t } from '../i18n';
import { Button } from '../parts/Button';
import { Confirm } from '../parts/Confirm';
import { Face } from '../parts/Face';
import { Loose } from './Loose';
import css from './People.module.css';
import { Question } from './Question';

interface Props {
  people: People;
  onShow: (person: PersonId) => void;
}

/** Everybody who was found: people, faces that belong to nobody, and what the app is not sure of. */
export function Everybody({ people, onShow }: Props) {
  const [hidden, setHidden] = useState(false);
  const state = people.state.value;
  const here = people.here.value;
  const shown = here?.people.filter((person) => !person.hidden) ?? [];
  const away = here?.people.filter((person) => person.hidden) ?? [];
  const question = here?.questions[0];
  return (
    <>
      <h1>{t('app.people')}</h1>
      {state && <Progress people={people} state={state} />}
      {question && (
        <Question key={String([question.own, question.face])} people={people} question={question} />
      )}
      {here && shown.length === 0 && (
        <p>{t(state?.state === 'done' ? 'people.nobodyFound' : 'people.soon')}</p>
      )}
      <Cards people={people} cards={shown} onShow={onShow} />
      {here && here.loose.length > 0 && <Loose people={people} faces={here.loose} />}
      {away.length > 0 && (
        <section>
          <Button data-testid="people-hidden" aria-expanded={hidden} onClick={() => setHidden(!hidden)}>
            {t('people.hiddenOnes', { count: away.length })}
          </Button>
          {hidden && <Cards people={people} cards={away} onShow={onShow} />}
        </section>
      )}
      <Erase people={people} />
    </>
  );
}

function Cards({ people, cards, onShow }: Props & { cards: readonly PersonCard[] }) {
  return (
    <ul class={css.cards}>
      {cards.map(({ id, name, photos, cover }) => (
        <li key={id}>
          <button
            type="button"
            class={css.card}
            data-testid="person"
            data-person={id}
            data-name={name}
            data-photos={photos}
            onClick={() => onShow(id)}
          >
            <Face people={people} face={cover} size={88} />
            <span class={name ? css.name : css.unnamed}>{name || t('people.who')}</span>
            <span class={css.quiet}>{t('library.photos', { count: photos })}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Progress({
  people,
  state: { state, read, total, problem },
}: {
  people: People;
  state: BackgroundState;
}) {
  const line =
    problem === 'decoder-missing'
      ? t('people.missing')
      : problem
        ? problemLine(problem)
        : t(`people.${state === 'off' ? 'waiting' : state}`, { read, total });
  return (
    <div class={css.progress}>
      <p role="status" class={css.quiet}>
        {line}
      </p>
      {state === 'paused' ? (
        <Button data-testid="people-resume" onClick={() => void people.pause(false)}>
          {t('words.resume')}
        </Button>
      ) : state === 'unable' ? (
        <Button data-testid="people-retry" onClick={() => void people.turn(true)}>
          {t('app.tryAgain')}
        </Button>
      ) : (
        state !== 'done' && (
          <Button data-testid="people-pause" onClick={() => void people.pause(true)}>
            {t('words.pause')}
          </Button>
        )
      )}
    </div>
  );
}

function Erase({ people }: { people: People }) {
  const [confirming, setConfirming] = useState(false);
  return (
    <section class={css.erase}>
      <p class={css.quiet}>{t('people.limitsShort')}</p>
      <Button variant="danger" data-testid="people-erase" onClick={() => setConfirming(true)}>
        {t('people.erase')}
      </Button>
      <Confirm
        open={confirming}
        title={t('people.eraseAsk')}
        text={t('people.erased')}
        verb={t('people.erase')}
        onYes={() => void people.turn(false)}
        onClose={() => setConfirming(false)}
      />
    </section>
  );
}
