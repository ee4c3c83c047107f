import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SavedSearch } from '#core/searches';
import type { Session } from '#session/contract';
import type { Glance } from '#session/searches/contract';
import { t } from '../i18n';
import { useSession } from '../use-session';
import { Album } from './Album';
import css from './Albums.module.css';

/** Saved searches as albums that fill themselves: a quiet row above the library. */
export function Albums() {
  const session = useSession();
  const { saved } = session.searches.kept.value;
  const glances = useGlances(session, saved);
  return (
    <section aria-label={t('albums.label')}>
      <ul class={css.row} data-testid="albums">
        {saved.map((search) => (
          <Album key={search.id} search={search} glance={glances.get(search.id) ?? null} />
        ))}
      </ul>
    </section>
  );
}

/** Photos come in by the hundred while indexing runs: the albums are looked at anew when it rests for so long, in milliseconds. */
const REST = 600;

/** What was seen last, by search: shown again at once when one comes back to the library. */
const seen = signal<ReadonlyMap<string, Glance>>(new Map());

/** What each album would show right now, one after the other: they must not stand in the way of a query. */
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
