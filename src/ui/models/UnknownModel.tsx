import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import css from './Models.module.css';

/** Says that the library was made with a model that this build does not have, and what happens meanwhile. */
export function UnknownModel() {
  const { models } = useSession();
  const { unknown, active } = models.choices.value;
  if (unknown === null) return null;
  const name = models.spaces.value.find(({ id }) => id === active.space)?.name ?? active.space;
  return (
    <div class={css.unknown} role="status" data-testid="unknown-model" data-space={unknown}>
      <p>{t('models.unknown', { model: unknown, name })}</p>
      <Button data-testid="unknown-model-stay" onClick={() => models.choose(active)}>
        {t('models.stay', { name })}
      </Button>
    </div>
  );
}
