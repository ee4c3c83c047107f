import { type IconNode, Layers, LayoutGrid, MapPin, Settings2, Tags, User } from 'lucide';
import type { Place } from '#session/shell/contract';
import { t } from '../i18n';
import { Icon } from '../parts/Icon';
import { useSession } from '../use-session';
import css from './Places.module.css';

const PLACES: readonly { place: Place; icon: IconNode }[] = [
  { place: 'find', icon: LayoutGrid },
  { place: 'labels', icon: Tags },
  { place: 'tidy', icon: Layers },
  { place: 'atlas', icon: MapPin },
  { place: 'people', icon: User },
  { place: 'settings', icon: Settings2 },
];

/** Navigation between the places of the app; that of people is there once it is turned on. There is room for six. */
export function Places() {
  const session = useSession();
  return (
    <nav class={css.places} aria-label={t('app.places')}>
      {PLACES.filter(({ place }) => place !== 'people' || session.shell.people.value).map(
        ({ place, icon }) => (
          <button
            key={place}
            type="button"
            aria-current={session.place.value === place ? 'page' : undefined}
            onClick={() => session.go(place)}
          >
            <Icon of={icon} />
            <span>{t(`app.${place}`)}</span>
          </button>
        ),
      )}
    </nav>
  );
}
