import type { GalleryFacts, GalleryTells } from '#session/export/contract';
import { t } from '../i18n';
import { useSession } from '../use-session';
import css from './GallerySheet.module.css';

interface Props {
  facts: GalleryFacts;
  value: GalleryTells;
  onChange: (value: GalleryTells) => void;
}

/** What a gallery tells beside each picture. What no photo has is not offered. */
export function Tells({ facts, value, onChange }: Props) {
  const session = useSession();
  const offered = KINDS.filter((kind) => {
    return kind === 'people' ? session.shell.people.value !== '' : facts[kind] > 0;
  });
  if (offered.length === 0) return null;
  return (
    <fieldset class={css.tells}>
      <legend>{t('gallery.tells')}</legend>
      {offered.map((kind) => (
        <label key={kind} class={css.choice}>
          <input
            type="checkbox"
            checked={value[kind]}
            data-testid={`gallery-tells-${kind}`}
            onChange={({ currentTarget }) => onChange({ ...value, [kind]: currentTarget.checked })}
          />
          <span>
            {kind === 'people' ? t('gallery.people') : t(`gallery.${kind}`, { count: facts[kind] })}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

const KINDS = ['captions', 'dates', 'tags', 'favourites', 'places', 'people'] as const;
