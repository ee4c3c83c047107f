import { useId, useState } from 'preact/hooks';
import type { People } from '#session/people/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import css from './People.module.css';

interface Props {
  people: People;
  /** As it is now; empty if there is none. */
  name: string;
  onName: (name: string) => void;
}

/** "Who is this?": a new name, or one that somebody has, who is then joined. */
export function NameForm({ people, name, onName }: Props) {
  const [typed, setTyped] = useState(name);
  const list = useId();
  const names = people.here.value?.people.flatMap((one) => one.name || []) ?? [];
  return (
    <form
      class={css.naming}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== name) onName(typed);
      }}
    >
      <label>
        <span class={css.quiet}>{t('people.who')}</span>
        <input
          type="text"
          data-testid="person-name"
          value={typed}
          list={list}
          maxLength={60}
          autocomplete="off"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <datalist id={list}>
        {names.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <Button type="submit" data-testid="person-name-save">
        {t('people.name')}
      </Button>
    </form>
  );
}
