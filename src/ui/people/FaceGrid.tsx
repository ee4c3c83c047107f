import type { FaceKey } from '#core/people';
import type { People } from '#session/people/contract';
import { t } from '../i18n';
import { Face } from '../parts/Face';
import css from './People.module.css';

interface Props {
  people: People;
  faces: readonly FaceKey[];
  chosen: readonly FaceKey[];
  onChoose: (faces: readonly FaceKey[]) => void;
}

/** Faces that can be chosen, each a switch. */
export function FaceGrid({ people, faces, chosen, onChoose }: Props) {
  const isSame = (a: FaceKey, b: FaceKey) => a[0] === b[0] && a[1] === b[1];
  return (
    <ul class={css.faces}>
      {faces.map((face, i) => {
        const isOn = chosen.some((other) => isSame(face, other));
        return (
          <li key={face.join()}>
            <button
              type="button"
              class={css.pick}
              aria-pressed={isOn}
              aria-label={t('people.face', { number: i + 1, total: faces.length })}
              data-testid="face"
              data-photo={face[0]}
              onClick={() =>
                onChoose(isOn ? chosen.filter((other) => !isSame(face, other)) : [...chosen, face])
              }
            >
              <Face people={people} face={face} size={72} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
