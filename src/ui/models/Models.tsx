import { t } from '../i18n';
import { useSession } from '../use-session';
import { AddModel } from './AddModel';
import { Mirror } from './Mirror';
import css from './Models.module.css';
import { SpaceCard } from './SpaceCard';
import { UnknownModel } from './UnknownModel';

/** All models, from the smallest to the largest, and where they are downloaded from. */
export function Models() {
  const spaces = useSession().models.spaces.value;
  return (
    <div class={css.models}>
      <UnknownModel />
      <p class={css.quiet}>{t('settings.modelText')}</p>
      {spaces.map((space) => (
        <SpaceCard key={space.id} space={space} />
      ))}
      <AddModel />
      <Mirror />
    </div>
  );
}
