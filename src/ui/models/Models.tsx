import { useState } from 'preact/hooks';
import type { SpaceId } from '#core/space';
import { t } from '../i18n';
import { useSession } from '../use-session';
import { AddModel } from './AddModel';
import { HandOver } from './HandOver';
import { Mirror } from './Mirror';
import css from './Models.module.css';
import { SpaceCard } from './SpaceCard';
import { shortList } from './short-list';
import { UnknownModel } from './UnknownModel';

/** The models to choose from: a short list first, then all others, and where they are downloaded from. */
export function Models() {
  const { models, language } = useSession();
  // Here, because a card that moves between the lists is a new element, which would be folded again.
  const [unfolded] = useState(() => new Set<SpaceId>());
  const recommended = models.recommendation.value?.choice.space ?? null;
  const { short, rest } = shortList(models.spaces.value, models.choices.value, recommended, language.value);
  return (
    <div class={css.models}>
      <UnknownModel />
      <p class={css.quiet}>{t('settings.modelText')}</p>
      {short.map(({ space, reason }) => (
        <SpaceCard key={space.id} space={space} reason={reason} unfolded={unfolded} />
      ))}
      <details data-testid="all-models">
        <summary>{t('models.all')}</summary>
        <div class={css.models}>
          {rest.map((space) => (
            <SpaceCard key={space.id} space={space} unfolded={unfolded} />
          ))}
        </div>
      </details>
      <AddModel />
      <HandOver />
      <Mirror />
    </div>
  );
}
