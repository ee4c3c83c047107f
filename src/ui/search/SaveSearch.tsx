import { Bookmark, BookmarkCheck } from 'lucide';
import { askedKey } from '#core/searches';
import { storedOf } from '#session/searches/contract';
import { t } from '../i18n';
import { formatList } from '../i18n/amounts';
import { Icon } from '../parts/Icon';
import { useSession } from '../use-session';
import css from './Chips.module.css';
import type { Chip } from './chip-list';
import { LittleField } from './LittleField';

/** Saves the query as an album. Hidden if it contains a photo from outside, because that is not stored. */
export function SaveSearch({ chips }: { chips: readonly Chip[] }) {
  const { query, searches } = useSession();
  const stored = storedOf(query.value);
  if (!stored) return null;
  const key = askedKey(stored);
  const saved = searches.kept.value.saved.find((search) => askedKey(search) === key);
  if (saved) {
    return (
      <span class={css.saved} data-testid="search-saved">
        <Icon of={BookmarkCheck} size={16} />
        {saved.name}
      </span>
    );
  }
  return (
    <LittleField
      id="save-search"
      icon={Bookmark}
      words={t('albums.save')}
      label={t('albums.name')}
      initial={formatList(chips.map(({ spoken }) => spoken)).slice(0, 80)}
      onDone={(name) => void searches.save(name)}
    />
  );
}
