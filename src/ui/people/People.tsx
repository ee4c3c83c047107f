import { signal } from '@preact/signals';
import type { PersonId } from '#core/people';
import { usePeople } from '../parts/use-asked';
import { useSession } from '../use-session';
import { Everybody } from './Everybody';
import css from './People.module.css';
import { PersonPage } from './PersonPage';
import { Welcome } from './Welcome';

/** A module signal, so that it survives while another place is open. */
const shown = signal<PersonId | null>(null);

/** Opens the page of a person the next time that the place is drawn. */
function showPerson(person: PersonId | null): void {
  shown.value = person;
}

/** The place of people: what it is before it is turned on, everybody, or one of them. */
export function People() {
  const { opened } = useSession();
  const people = usePeople();
  const state = people?.state.value;
  if (!opened.value || !people || !state) return null;
  const person = people.here.value?.people.find(({ id }) => id === shown.value);
  return (
    <div class={css.people} data-testid="people" data-state={state.state} data-read={state.read}>
      {state.state === 'off' ? (
        <Welcome people={people} />
      ) : person ? (
        <PersonPage people={people} person={person} onShow={showPerson} />
      ) : (
        <Everybody people={people} onShow={showPerson} />
      )}
    </div>
  );
}
