import { ArrowLeft } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { type FaceKey, numbered, type PersonId } from '#core/people';
import { writePart } from '#core/query/writing';
import { NO_QUERY } from '#session/finding/contract';
import type { People } from '#session/people/contract';
import type { PersonCard } from '#workers/library/contract';
import { t } from '../i18n';
import { Button, IconButton } from '../parts/Button';
import { Face } from '../parts/Face';
import { useSession } from '../use-session';
import { FaceGrid } from './FaceGrid';
import { JoinSheet } from './JoinSheet';
import { NameForm } from './NameForm';
import css from './People.module.css';

interface Props {
  people: People;
  person: PersonCard;
  /** Shows another person, or (null) everybody. */
  onShow: (person: PersonId | null) => void;
}

/** One person: name, photos, and each face, of which some may be somebody else's. */
export function PersonPage({ people, person, onShow }: Props) {
  const session = useSession();
  const { id, name, hidden, photos, cover } = person;
  const [faces, setFaces] = useState<readonly FaceKey[]>([]);
  const [chosen, setChosen] = useState<readonly FaceKey[]>([]);
  const [joining, setJoining] = useState(false);
  const here = people.here.value;
  useEffect(() => {
    let gone = false;
    people.facesOf(id).then((found) => {
      if (!gone) setFaces(found);
    });
    return () => {
      gone = true;
    };
  }, [people, id, here]);
  const find = () => {
    session.ask({ ...NO_QUERY, text: writePart('person', name || numbered(id)) });
    session.go('find');
  };
  const take = (verb: (faces: readonly FaceKey[]) => Promise<unknown>) => async () => {
    await verb(chosen);
    setChosen([]);
  };
  const [only] = chosen;
  return (
    <div data-testid="person-page" data-person={id} data-name={name}>
      <div class={css.head}>
        <IconButton icon={ArrowLeft} name={t('people.everybody')} onClick={() => onShow(null)} />
        <Face people={people} face={cover} size={56} />
        <h1>{name || t('people.unnamed')}</h1>
      </div>
      <NameForm
        key={`${id} ${name}`}
        people={people}
        name={name}
        onName={async (said) => {
          const named = await people.name(id, said);
          if (named !== null) onShow(named);
        }}
      />
      <div class={css.verbs}>
        <Button variant="primary" data-testid="person-photos" onClick={find}>
          {t('library.photos', { count: photos })}
        </Button>
        <Button data-testid="person-join" onClick={() => setJoining(true)}>
          {t('people.join')}
        </Button>
        <Button data-testid="person-hide" onClick={() => void people.hide(id, !hidden)}>
          {t(hidden ? 'people.show' : 'people.hide')}
        </Button>
      </div>
      <p class={css.quiet}>{t('people.choose')}</p>
      <FaceGrid people={people} faces={faces} chosen={chosen} onChoose={setChosen} />
      {only && (
        <div class={css.chosen}>
          <Button data-testid="person-not" onClick={take((some) => people.notThem(id, some))}>
            {t('people.notThem', { count: chosen.length })}
          </Button>
          {chosen.length === 1 && (
            <Button data-testid="person-cover" onClick={take(() => people.choosePicture(id, only))}>
              {t('people.cover')}
            </Button>
          )}
        </div>
      )}
      <JoinSheet
        people={people}
        person={person}
        open={joining}
        onClose={() => setJoining(false)}
        onJoin={async (other) => {
          setJoining(false);
          await people.join(id, other);
        }}
      />
    </div>
  );
}
