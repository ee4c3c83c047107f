import { useState } from 'preact/hooks';
import type { FaceKey } from '#core/people';
import type { People } from '#session/people/contract';
import { t } from '../i18n';
import { FaceGrid } from './FaceGrid';
import { NameForm } from './NameForm';
import css from './People.module.css';

/** Faces that belong to nobody: some may be chosen and named. */
export function Loose({ people, faces }: { people: People; faces: readonly FaceKey[] }) {
  const [chosen, setChosen] = useState<readonly FaceKey[]>([]);
  return (
    <section data-testid="people-loose">
      <h2>{t('people.loose')}</h2>
      <p class={css.quiet}>{t('people.looseText')}</p>
      <FaceGrid people={people} faces={faces} chosen={chosen} onChoose={setChosen} />
      {chosen.length > 0 && (
        <NameForm
          people={people}
          name=""
          onName={async (name) => {
            await people.name(chosen, name);
            setChosen([]);
          }}
        />
      )}
    </section>
  );
}
