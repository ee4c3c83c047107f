import { useEffect, useState } from 'preact/hooks';
import { numbered, type PersonId } from '#core/people';
import type { PhotoNo } from '#core/photo';
import { writePart } from '#core/query/writing';
import { NO_QUERY } from '#session/finding/contract';
import type { FaceInPhoto } from '#session/people/contract';
import { t } from '../i18n';
import { Face } from '../parts/Face';
import { usePeople } from '../parts/use-asked';
import { useSession } from '../use-session';
import css from './PeopleInPhoto.module.css';

/** Who was found in a photo; pressing one asks for all their photos. Nothing if nobody was. */
export function PeopleInPhoto({ photo, onClose }: { photo: PhotoNo; onClose: () => void }) {
  const session = useSession();
  const people = usePeople();
  const [faces, setFaces] = useState<readonly FaceInPhoto[] | null>(null);
  const here = people?.here.value;
  useEffect(() => {
    let gone = false;
    people?.in(photo).then((found) => {
      if (!gone) setFaces(found);
    });
    return () => {
      gone = true;
    };
  }, [people, photo, here]);
  const known =
    faces?.flatMap((face) => (face.person === null ? [] : { ...face, person: face.person })) ?? [];
  if (!people || known.length === 0) return null;
  const ask = (person: PersonId, name: string) => {
    session.ask({ ...NO_QUERY, text: writePart('person', name || numbered(person)) });
    session.go('find');
    onClose();
  };
  return (
    <div data-testid="people-in-photo">
      <h3>{t('app.people')}</h3>
      <ul class={css.people}>
        {known.map(({ key, person, name }) => (
          <li key={key.join()}>
            <button type="button" class={css.person} onClick={() => ask(person, name)}>
              <Face people={people} face={key} size={32} />
              <span>{name || t('people.unnamed')}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
