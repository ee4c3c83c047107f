import type { PersonId } from '#core/people';
import type { People } from '#session/people/contract';
import type { PersonCard } from '#workers/library/contract';
import { t } from '../i18n';
import { Face } from '../parts/Face';
import { Sheet } from '../parts/Sheet';
import css from './People.module.css';

interface Props {
  people: People;
  person: PersonCard;
  open: boolean;
  onClose: () => void;
  onJoin: (other: PersonId) => void;
}

/** Everybody else, one of whom is the same person. */
export function JoinSheet({ people, person, open, onClose, onJoin }: Props) {
  const others = people.here.value?.people.filter(({ id }) => id !== person.id) ?? [];
  return (
    <Sheet open={open} title={t('people.joinAsk')} onClose={onClose}>
      {others.length === 0 && <p>{t('people.nobodyElse')}</p>}
      <ul class={css.cards}>
        {open &&
          others.map(({ id, name, photos, cover }) => (
            <li key={id}>
              <button type="button" class={css.card} data-testid="person-other" onClick={() => onJoin(id)}>
                <Face people={people} face={cover} size={72} />
                <span class={name ? css.name : css.unnamed}>{name || t('people.unnamed')}</span>
                <span class={css.quiet}>{t('library.photos', { count: photos })}</span>
              </button>
            </li>
          ))}
      </ul>
    </Sheet>
  );
}
