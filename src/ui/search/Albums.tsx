import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SavedSearch } from '#core/searches';
import type { Session } from '#session/contract';
import type { Glance } from '#session/searches/contract';
import { t } from '../i18n';
import rowCss from '../parts/CardRow.module.css';
import { classes } from '../parts/classes';
import { useSession } from '../use-session';
import { Album } from './Album';
import css from './Albums.module.css';

/** A row of the saved searches above the library, as albums. */
export function Albums() {
  const session = useSession();
  const { saved } = session.searches.kept.value;
  const glances = useGlances(session, saved);
  return (
    <section aria-label={t('albums.label')}>
      <ul class={classes(rowCss.row, css.row)} data-testid="albums">
        {saved.map((search) => (
          <Album key={search.id} search={search} glance={glances.get(search.id) ?? null} />
        ))}
      </ul>
    </section>
  );
}

/** Debounce in milliseconds: indexing adds photos continuously, so albums are recounted after a pause. */
const REST = 600;

/** Cache of the last result of each search, shown at once when the user returns to the library. */
const seen = signal<ReadonlyMap<string, Glance>>(new Map());

/** Returns covers and counts of the albums, computed one after the other so as not to delay a query. */
function useGlances(
  session: Pick<Session, 'photos' | 'searches'>,
  saved: readonly SavedSearch[],
): ReadonlyMap<string, Glance> {
  const photos = session.photos.value;
  useEffect(() => {
    let gone = false;
    const look = async () => {
      for (const search of saved) {
        const glance = await session.searches.glance(search);
        if (gone) return;
        if (glance) seen.value = new Map(seen.value).set(search.id, glance);
      }
    };
    const timer = setTimeout(() => void look(), seen.value.size === 0 ? 0 : REST);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [session, saved, photos]);
  return seen.value;
}
