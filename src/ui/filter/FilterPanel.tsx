import { useEffect, useState } from 'preact/hooks';
import { type Facets, type Filter, isOpen, NO_FILTER, type Orientation, orientationOf } from '#core/filter';
import type { PhotoCard } from '#core/photo';
import type { Session } from '#session/contract';
import { isAsking } from '#session/finding/contract';
import { t } from '../i18n';
import { Button } from '../parts/Button';
import { useSession } from '../use-session';
import { DateFilter } from './DateFilter';
import css from './Filter.module.css';
import { Pills } from './Pills';
import { placeName } from './place-names';
import { folderName, kindName, shapeName } from './words';

const SHAPES: readonly Orientation[] = ['landscape', 'portrait', 'square'];

/** All values that the library can be filtered by. Each click applies at once. */
export function FilterPanel({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const facets = useFacets(session);
  const { filter } = session.query.value;
  const photos = session.photos.value;
  const change = (part: Partial<Filter>) => {
    if (session.place.value !== 'find') session.go('find');
    session.ask({ filter: { ...filter, ...part } });
  };
  if (!facets) return <div class={css.panel} />;

  const shapes = SHAPES.map((value) => ({
    value,
    words: shapeName(value),
    count: shapeCount(photos, value),
  }));
  return (
    <div class={css.panel} data-testid="filter-panel">
      <DateFilter years={facets.years} taken={filter.taken} onChange={(taken) => change({ taken })} />
      <Pills
        title={t('filter.near')}
        name="near"
        pills={facets.places.map(({ value, count }) => ({
          value,
          words: placeName(value, session.finding),
          count,
        }))}
        chosen={filter.places}
        onToggle={(place) => change({ places: toggled(filter.places, place) })}
      />
      <Pills
        title={t('filter.camera')}
        name="camera"
        pills={facets.cameras.map(({ value, count }) => ({ value, words: value, count }))}
        chosen={filter.cameras}
        onToggle={(camera) => change({ cameras: toggled(filter.cameras, camera) })}
      />
      <Pills
        title={t('filter.folder')}
        name="folder"
        pills={facets.folders.map(({ value: { source, path }, count }) => {
          const value = { source, path };
          return { value, words: folderName(value, session.sources.value), count };
        })}
        chosen={filter.folders}
        onToggle={(folder) => change({ folders: toggled(filter.folders, folder) })}
      />
      <Pills
        title={t('filter.tag')}
        name="tag"
        pills={facets.tags.map(({ value, count }) => ({ value, words: value, count }))}
        chosen={filter.tags}
        onToggle={(tag) => change({ tags: toggled(filter.tags, tag) })}
      />
      <Pills
        title={t('filter.kind')}
        name="kind"
        pills={facets.kinds.map(({ value, count }) => ({ value, words: kindName(value), count }))}
        chosen={filter.kinds}
        onToggle={(kind) => change({ kinds: toggled(filter.kinds, kind) })}
      />
      <Pills
        title={t('filter.shape')}
        name="shape"
        pills={shapes.filter(({ count }) => count > 0)}
        chosen={filter.orientation ? [filter.orientation] : []}
        onToggle={(shape) => change({ orientation: filter.orientation === shape ? null : shape })}
      />
      {(facets.favourites > 0 || filter.favourite) && (
        <Pills
          title={t('filter.mark')}
          name="favourite"
          pills={[{ value: true, words: t('filter.favourite'), count: facets.favourites }]}
          chosen={filter.favourite ? [true] : []}
          onToggle={() => change({ favourite: !filter.favourite })}
        />
      )}
      <div class={css.foot}>
        <p role="status" data-testid="filter-count">
          {t('library.photos', { count: passing(session) })}
        </p>
        <Button
          variant="plain"
          data-testid="filter-clear"
          disabled={isOpen(filter)}
          onClick={() => change(NO_FILTER)}
        >
          {t('filter.clear')}
        </Button>
        <Button variant="primary" onClick={onClose}>
          {t('filter.show')}
        </Button>
      </div>
    </div>
  );
}

/** Returns the values to filter by, recounted whenever photos are added or removed; null until counted. */
function useFacets({ photos, finding }: Pick<Session, 'photos' | 'finding'>): Facets | null {
  const [facets, setFacets] = useState<Facets | null>(null);
  const present = photos.value;
  useEffect(() => {
    let gone = false;
    finding.facets().then((counted) => {
      if (!gone && counted) setFacets(counted);
    });
    return () => {
      gone = true;
    };
  }, [finding, present]);
  return facets;
}

/** Returns the number of photos that meet all conditions, including those in the text. */
function passing(session: Session): number {
  const finding = session.answer.value;
  return isAsking(session.query.value) && finding.state === 'found'
    ? finding.total
    : session.photos.value.length;
}

function shapeCount(photos: readonly PhotoCard[], shape: Orientation): number {
  return photos.filter((photo) => orientationOf(photo) === shape).length;
}

function toggled<T>(values: readonly T[], value: T): T[] {
  const key = JSON.stringify(value);
  const others = values.filter((other) => JSON.stringify(other) !== key);
  return others.length < values.length ? others : [...values, value];
}
